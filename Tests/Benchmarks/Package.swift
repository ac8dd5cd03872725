// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the main build does not carry it. The targets that are measured are the main one's, by
// symbolic links: what is `package` there is so here.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "edutrac-benchmarks",
    // As the main package has them.
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .target(name: "SMSCodec"),
        .target(name: "ATChannel", swiftSettings: house),
        .target(name: "ModemDriver", dependencies: ["ATChannel"], swiftSettings: house),
        .target(name: "Attendance", exclude: ["Catalogues"], swiftSettings: house),
        .target(name: "Store", dependencies: ["Attendance", grdb], swiftSettings: house),
        .target(
            name: "Gateway", dependencies: ["SMSCodec", "ATChannel", "ModemDriver", "Attendance", "Store", crypto],
            swiftSettings: house),
        .target(name: "MallocCount"),
        .executableTarget(name: "CodecBench", dependencies: ["SMSCodec", "MallocCount"]),
        .executableTarget(
            name: "TextBench",
            dependencies: ["SMSCodec", "ModemDriver", "Attendance", "Store", "Gateway", "MallocCount"]),
        .executableTarget(
            name: "PlannerBench", dependencies: ["Attendance", "Store", "Gateway", grdb]),
    ],
    swiftLanguageModes: [.v6]
)
