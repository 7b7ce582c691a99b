import Interpreter
import Notation

/// As the desk stores it.
func encoded(_ execution: Execution) throws -> String { try execution.stored.text }

func decoded(_ text: String, _ id: ExecutionID) throws -> Execution { try Execution(id, stored: JSON(parsing: text)) }
