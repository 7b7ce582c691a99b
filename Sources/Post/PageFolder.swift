package import Casework

/// Places pages that workflows publish: whole or not at all, the same again under the same name.
package struct PageFolder: Sendable {
    private let site: String
    private let outbox: Outbox

    package init(site: String, outbox: Outbox) {
        self.site = site
        self.outbox = outbox
    }

    /// - Returns: the page's path.
    @discardableResult
    package func place(_ page: PublishedPage) throws -> String {
        let path = "\(site)/\(page.path)"
        try DurableFile.write(try outbox.page(page), to: path)
        return path
    }
}
