import Glibc

extension InboxFile {
    /// Somebody has the file open for writing: it may grow, however long nothing has come.
    ///
    /// The kernel grants a read lease only where nobody writes. Where it grants none to us (another user's file, a file
    /// system without leases) two looks that see the same have to do.
    var isBeingWritten: Bool {
        guard sighting.kind == .file else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        _ = LeaseBreaks.areIgnored
        guard fcntl(descriptor, LeaseBreaks.setLease, Int32(F_RDLCK)) == 0 else { return errno == EAGAIN }
        _ = fcntl(descriptor, LeaseBreaks.setLease, Int32(F_UNLCK))
        return false
    }
}

private enum LeaseBreaks {
    /// `F_SETLEASE` of Linux, which Swift's module of the C library does not show.
    static let setLease: Int32 = 1024
    /// Who opens the file while we look breaks the lease; the signal that tells us would end the process.
    static let areIgnored: Bool = {
        signal(SIGIO, SIG_IGN)
        return true
    }()
}
