import CSQLite

/// The C faces of a process and of its open files: each finds the Swift object behind its pointer and asks it.
enum FileSystemTable {
    /// Behind the `sqlite3_file` that SQLite has allocated stands the `OpenFile`, retained until it is closed.
    private static let place = MemoryLayout<sqlite3_file>.stride

    static func system(named name: UnsafePointer<CChar>) -> sqlite3_vfs {
        var system = sqlite3_vfs()
        system.iVersion = 2
        system.szOsFile = Int32(place + MemoryLayout<UnsafeRawPointer>.stride)
        system.mxPathname = 512
        system.zName = name
        system.xOpen = { system, path, file, flags, given in FileSystemTable.open(system, path, file, flags, given) }
        system.xDelete = { system, path, isSynced in
            let machine = FileSystemTable.process(system)
            let name = String(cString: path!)
            let outcome = machine.perform(.delete, on: name) { _ in
                machine.disk.remove(name, forGood: isSynced != 0)
            }
            return outcome == .done ? SQLITE_OK : SQLITE_IOERR | 10 << 8
        }
        system.xAccess = { system, path, _, answer in
            let machine = FileSystemTable.process(system)
            guard !machine.isDead else { return SQLITE_IOERR | 13 << 8 }
            answer!.pointee = machine.disk.files[String(cString: path!)] == nil ? 0 : 1
            return SQLITE_OK
        }
        system.xFullPathname = { _, path, count, full in
            let name = String(cString: path!)
            guard name.utf8.count < Int(count) else { return SQLITE_CANTOPEN }
            name.withCString { full!.update(from: $0, count: name.utf8.count + 1) }
            return SQLITE_OK
        }
        system.xRandomness = { _, count, bytes in
            bytes!.update(repeating: 0, count: Int(count))
            return count
        }
        // Whoever waits for a lock waits for nothing: nobody else runs meanwhile.
        system.xSleep = { _, microseconds in microseconds }
        system.xCurrentTime = { _, day in
            day!.pointee = 2_460_000
            return SQLITE_OK
        }
        system.xGetLastError = { _, _, _ in 0 }
        system.xCurrentTimeInt64 = { _, milliseconds in
            milliseconds!.pointee = 2_460_000 * 86_400_000
            return SQLITE_OK
        }
        return system
    }

    static var methods: sqlite3_io_methods {
        var methods = sqlite3_io_methods()
        methods.iVersion = 2
        methods.xClose = { file in
            let pointer = FileSystemTable.reference(file)
            Unmanaged<OpenFile>.fromOpaque(pointer).takeUnretainedValue().close()
            Unmanaged<OpenFile>.fromOpaque(pointer).release()
            return SQLITE_OK
        }
        methods.xRead = { file, buffer, count, offset in
            FileSystemTable.opened(file).read(
                at: Int(offset), into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
        }
        methods.xWrite = { file, bytes, count, offset in
            FileSystemTable.opened(file).write(UnsafeRawBufferPointer(start: bytes, count: Int(count)), at: Int(offset))
        }
        methods.xTruncate = { file, size in FileSystemTable.opened(file).truncate(to: Int(size)) }
        methods.xSync = { file, _ in FileSystemTable.opened(file).sync() }
        methods.xFileSize = { file, size in
            size!.pointee = sqlite3_int64(FileSystemTable.opened(file).file.bytes.count)
            return SQLITE_OK
        }
        methods.xLock = { file, level in FileSystemTable.opened(file).lock(level) }
        methods.xUnlock = { file, level in FileSystemTable.opened(file).unlock(level) }
        methods.xCheckReservedLock = { file, answer in
            answer!.pointee = FileSystemTable.opened(file).isReserved ? 1 : 0
            return SQLITE_OK
        }
        methods.xFileControl = { _, _, _ in SQLITE_NOTFOUND }
        methods.xSectorSize = { _ in Int32(VirtualFile.sector) }
        // A sector that is being written does not harm its neighbours, as SQLite takes it to be on every disk of today.
        methods.xDeviceCharacteristics = { _ in SQLITE_IOCAP_POWERSAFE_OVERWRITE }
        methods.xShmMap = { file, index, size, isToBeMade, place in
            let region = FileSystemTable.opened(file).region(Int(index), size: Int(size), isToBeMade: isToBeMade != 0)
            place!.pointee = UnsafeMutableRawPointer(mutating: region)
            return SQLITE_OK
        }
        methods.xShmLock = { file, first, count, flags in
            FileSystemTable.opened(file).lockMemory(Int(first)..<Int(first + count), flags)
        }
        methods.xShmBarrier = { _ in }
        methods.xShmUnmap = { file, _ in
            FileSystemTable.opened(file).unmap()
            return SQLITE_OK
        }
        return methods
    }

    private static func open(
        _ system: UnsafeMutablePointer<sqlite3_vfs>?, _ path: UnsafePointer<CChar>?,
        _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32, _ given: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        let machine = process(system)
        // Nil until it is open: SQLite closes only what has methods.
        file!.pointee.pMethods = nil
        let name = path.map { String(cString: $0) } ?? "temporary-\(machine.operations)"
        guard machine.perform(.open, on: name) == .done else { return SQLITE_CANTOPEN }
        guard machine.disk.files[name] != nil || flags & SQLITE_OPEN_CREATE != 0 else { return SQLITE_CANTOPEN }
        let opened = OpenFile(
            machine.disk.files[name] ?? machine.disk.make(name), name: name, of: machine,
            isDeletedOnClose: flags & SQLITE_OPEN_DELETEONCLOSE != 0)
        machine.keep(opened)
        UnsafeMutableRawPointer(file!).storeBytes(
            of: UnsafeRawPointer(Unmanaged.passRetained(opened).toOpaque()), toByteOffset: place,
            as: UnsafeRawPointer.self)
        file!.pointee.pMethods = UnsafePointer(machine.methods)
        given?.pointee = flags
        return SQLITE_OK
    }

    private static func process(_ system: UnsafeMutablePointer<sqlite3_vfs>?) -> MachineProcess {
        Unmanaged<MachineProcess>.fromOpaque(system!.pointee.pAppData).takeUnretainedValue()
    }

    private static func reference(_ file: UnsafeMutablePointer<sqlite3_file>?) -> UnsafeRawPointer {
        UnsafeRawPointer(file!).load(fromByteOffset: place, as: UnsafeRawPointer.self)
    }

    private static func opened(_ file: UnsafeMutablePointer<sqlite3_file>?) -> OpenFile {
        Unmanaged<OpenFile>.fromOpaque(reference(file)).takeUnretainedValue()
    }
}
