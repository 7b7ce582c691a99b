package import Almanac

/// Something that happened, in the words of CloudEvents 1.0.
package struct CloudEvent: Hashable, Sendable {
    package var id: String
    package var source: String
    package var type: String
    package var subject: String?
    package var time: Instant?
    package var dataContentType: String?
    package var dataSchema: String?
    package var data: JSON?
    /// Extension attributes: lower-case names, values that are strings, numbers or booleans.
    package var extensions: Members

    package init(
        id: String, source: String, type: String, subject: String? = nil, time: Instant? = nil,
        dataContentType: String? = nil,
        dataSchema: String? = nil, data: JSON? = nil, extensions: Members = Members()
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.dataContentType = dataContentType
        self.dataSchema = dataSchema
        self.data = data
        self.extensions = extensions
    }
}

/// Why a JSON value is not a CloudEvent.
package struct CloudEventError: Error, Equatable, Sendable, CustomStringConvertible {
    package let description: String
}

extension CloudEvent {
    /// The JSON format of CloudEvents 1.0; times in UTC.
    package var json: JSON {
        var members = Members([
            ("specversion", "1.0"), ("id", .string(id)), ("source", .string(source)), ("type", .string(type)),
        ])
        if let subject { members["subject"] = .string(subject) }
        if let time { members["time"] = .string(time.rfc3339(in: .utc)) }
        if let dataContentType { members["datacontenttype"] = .string(dataContentType) }
        if let dataSchema { members["dataschema"] = .string(dataSchema) }
        members = members.merging(extensions)
        if let data { members["data"] = data }
        return .object(members)
    }

    /// - Throws: `CloudEventError` when `id`, `source` or `type` is missing or an attribute has the wrong type.
    package init(json: JSON) throws(CloudEventError) {
        guard let members = json.asObject else {
            throw CloudEventError(description: "a CloudEvent is a JSON object, not \(json.typeName)")
        }
        func text(_ name: String) throws(CloudEventError) -> String? {
            guard let value = members[name], !value.isNull else { return nil }
            guard let text = value.asString else {
                throw CloudEventError(description: "the attribute \"\(name)\" of a CloudEvent is a string")
            }
            return text
        }
        func required(_ name: String) throws(CloudEventError) -> String {
            guard let text = try text(name), !text.isEmpty else {
                throw CloudEventError(description: "a CloudEvent needs \"\(name)\"")
            }
            return text
        }
        var time: Instant?
        if let written = try text("time") {
            time = Instant(rfc3339: written)
            if time == nil { throw CloudEventError(description: "\"\(written)\" is not an RFC 3339 instant") }
        }
        let known = ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data"]
        self.init(
            id: try required("id"), source: try required("source"), type: try required("type"),
            subject: try text("subject"), time: time,
            dataContentType: try text("datacontenttype"), dataSchema: try text("dataschema"), data: members["data"],
            extensions: Members(members.filter { !known.contains($0.0) }))
    }
}

/// Stored in the JSON format of CloudEvents.
extension CloudEvent: Codable {
    package init(from decoder: any Decoder) throws { try self.init(json: JSON(from: decoder)) }

    package func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }
}
