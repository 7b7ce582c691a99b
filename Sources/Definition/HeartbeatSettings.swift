/// `heartbeat:` in `site.yaml`: an address that is called as long as the daemon lives, for somebody else to watch.
package struct HeartbeatSettings: Hashable, Sendable {
    package var url: String
    /// Whole hours.
    package var hours: Int

    package init(url: String, hours: Int) {
        self.url = url
        self.hours = hours
    }
}
