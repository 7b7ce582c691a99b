import Foundation

exit(CommandTable.run(CommandLine.arguments).rawValue)
