// swift-tools-version: 6.2
import PackageDescription

// A package of its own: a program whose main function is libFuzzer's would break every ordinary build. Codec
// and properties are the main package's, by symbolic links.
let package = Package(
    name: "edutrac-fuzz",
    targets: [
        .target(name: "SMSCodec"),
        .target(name: "ATChannel"),
        .executableTarget(name: "CodecSweep", dependencies: ["SMSCodec"]),
        .executableTarget(
            name: "CodecFuzz", dependencies: ["SMSCodec"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
        .executableTarget(
            name: "ATFuzz", dependencies: ["ATChannel"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]),
    ],
    swiftLanguageModes: [.v6]
)
