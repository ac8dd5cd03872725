// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the main build does not carry it. Its codec is the main one's, by a
// symbolic link: what is `package` there is so here.
let package = Package(
    name: "edutrac-benchmarks",
    targets: [
        .target(name: "SMSCodec"),
        .target(name: "MallocCount"),
        .executableTarget(name: "CodecBench", dependencies: ["SMSCodec", "MallocCount"]),
    ],
    swiftLanguageModes: [.v6]
)
