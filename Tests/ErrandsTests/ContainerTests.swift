import Foundation
import Interpreter
import Notation
import TestKit
import Testing

@testable import Errands

@Suite struct `a container` {
    @Test(
        arguments: [
            (["image": "hello-world"], "run --name N --pull missing hello-world"),
            (["image": "alpine", "lifetime": ["cleanup": "always"]], "run --name N --rm --pull missing alpine"),
            (["image": "alpine", "pullPolicy": "always"], "run --name N --pull always alpine"),
            (["image": "alpine", "pullPolicy": "never"], "run --name N --pull never alpine"),
            (["image": "alpine", "arguments": ["a", 1]], "run --name N --pull missing alpine a 1"),
            (["image": "alpine", "stdin": "x"], "run --name N --pull missing --interactive alpine"),
            (
                ["image": "alpine", "command": "echo $1", "arguments": ["Foo"]],
                "run --name N --pull missing --entrypoint sh alpine -c echo $1 sh Foo"
            ),
            (
                [
                    "image": "a/b:1", "ports": ["8080": 80], "volumes": ["/srv": "/data:ro"],
                    "environment": ["A": "b c", "N": 2, "HOME": "/"],
                ],
                "run --name N --pull missing --env A --env N --env HOME=/ --publish 8080:80 --volume /srv:/data:ro a/b:1"
            ),
        ] as [(JSON, String)])
    func `is told to the engine`(fields: JSON, line: String) throws {
        var fields = fields
        fields["name"] = "N"
        let order = try ContainerOrder(ProcessOrder(fields, of: "run:container"), taskName: "t", key: "k")
        #expect(order.arguments.joined(separator: " ") == line)
    }

    @Test func `has its environment handed on by the client, whose own settings go before it`() throws {
        let fields: JSON = ["image": "alpine", "environment": ["A": "kín", "HOME": "/"]]
        let order = try ContainerOrder(ProcessOrder(fields, of: "run:container"), taskName: "t", key: "k")
        let server = ["HOME": "/root", "DOCKER_HOST": "unix:///d", "DONDOC_SECRET_A": "x"]
        #expect(
            order.clientEnvironment(from: server, path: SearchPath("/bin"))
                == ["PATH": "/bin", "HOME": "/root", "DOCKER_HOST": "unix:///d", "A": "kín"])
    }

    @Test func `without a name gets one of its own`() throws {
        let order = try ContainerOrder(
            ProcessOrder(["image": "alpine"], of: "run:container"), taskName: "chạy báo cáo", key: "k1")
        #expect(order.name == "dondoc-ch-y-b-o-c-o-k1")
        #expect(order.removal == ["kill", order.name])
    }

    @Test(
        arguments: [
            ["image": "--privileged"], ["image": ""], ["image": "a b"], ["image": "a", "name": "--rm"],
            ["image": "a", "name": "hai chữ"],
            ["image": "a", "lifetime": ["cleanup": "eventually", "after": ["hours": 1]]],
            ["image": "a", "pullPolicy": "sometimes"], ["image": "a", "ports": [80]],
        ] as [JSON])
    func `that could not be meant is refused`(fields: JSON) throws {
        let order = try ProcessOrder(fields, of: "run:container")
        let fault = #expect(throws: WorkflowFault.self) { try ContainerOrder(order, taskName: "t", key: "k") }
        #expect(fault?.type.hasSuffix("configuration") == true)
    }

    @Test func `needs an engine`() throws {
        let errand = ProcessErrand(path: SearchPath("/no/such/folder"))
        let fault = try fault(ask("container", ["image": "alpine"], of: errand))
        #expect(fault.type.hasSuffix("configuration"))
        #expect(fault.detail == "containers need podman or docker, and neither is on the PATH")
    }
}

/// A program that stands where podman stands, and writes down what it is told.
@Suite struct `an engine` {
    @Test func `is given the input, and its output is the container's`() throws {
        let folder = try engine("echo \"$@\" >>SEEN; cat; echo lời >&2; exit 4")
        let arguments: JSON = ["image": "alpine", "name": "N", "stdin": "vào", "return": "all"]
        let answer = ask("container", arguments, of: ProcessErrand(path: SearchPath("\(folder.path):/usr/bin:/bin")))
        #expect(answer == .output(["code": 4, "stdout": "vào", "stderr": "lời\n"]))
        #expect(try folder.text(of: "seen") == "run --name N --pull missing --interactive alpine\n")
    }

    @Test func `that fails itself is a fault, whatever is to be returned`() throws {
        let folder = try engine("echo 'no such image' >&2; exit 125")
        let errand = ProcessErrand(path: SearchPath("\(folder.path):/usr/bin:/bin"))
        let fault = try fault(ask("container", ["image": "alpine", "return": "code"], of: errand))
        #expect(fault == WorkflowFault(.runtime, "the container cannot be run: no such image"))
    }

    @Test func `is told to end a container that runs too long`() throws {
        let folder = try engine("echo \"$1 $2 $3\" >>SEEN; [ $1 = run ] && sleep 60")
        var errand = ProcessErrand(path: SearchPath("\(folder.path):/usr/bin:/bin"))
        errand.limits = .init(time: .milliseconds(300), grace: .milliseconds(50))
        let arguments: JSON = ["image": "alpine", "name": "N", "lifetime": ["cleanup": "always"]]
        #expect(try fault(ask("container", arguments, of: errand)).status == 408)
        #expect(try folder.text(of: "seen") == "run --name N\nrm --force N\n")
    }

    @Test func `is told to end a container when all processes are ended`() throws {
        let folder = try engine("echo \"$1 $2 $3\" >>SEEN; [ $1 = run ] && sleep 60")
        let errand = ProcessErrand(path: SearchPath("\(folder.path):/usr/bin:/bin"))
        let ender = Thread {
            for _ in 1...500 where !FileManager.default.fileExists(atPath: "\(folder.path)/seen") { usleep(10_000) }
            errand.stop()
        }
        ender.start()
        let answer = ask("container", ["image": "alpine", "name": "N", "return": "code"], of: errand)
        #expect(answer == .output(137))
        #expect(try folder.text(of: "seen") == "run --name N\nkill N \n")
    }

    private func engine(_ body: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("#!/bin/sh\n" + body.replacing("SEEN", with: "\(folder.path)/seen") + "\n", to: "podman")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(folder.path)/podman")
        return folder
    }
}
