// swift-tools-version: 6.2
import PackageDescription

// EDUTRAC_STRICT=1 (set by .ci/run) turns warnings into errors. A user's build with a newer
// compiler must not break on a new warning.
let strict = Context.environment["EDUTRAC_STRICT"] == "1"

let house: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let swiftCSV = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

func library(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func program(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .executableTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: house)
}

func support(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: house)
}

// In the order of the README's table; Tests/ImportRulesTests holds the same table.
let package = Package(
    name: "edutrac",
    products: [
        .executable(name: "edutracd", targets: ["edutracd"]),
        .executable(name: "edutrac", targets: ["edutrac"]),
        .executable(name: "edutrac-modemsim", targets: ["edutrac-modemsim"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    ],
    targets: [
        library("SMSCodec"),
        library("ATChannel"),
        library("ModemDriver", ["ATChannel"]),
        .target(name: "CLinux"),
        library("SerialIO", ["CLinux", nioCore, nioPosix]),
        .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
        library("DeviceWatch", ["CUdev"]),
        library("Attendance", exclude: ["Catalogues"]),
        library("Store", ["Attendance", grdb, crypto]),
        library("Gateway", ["SMSCodec", "ModemDriver", "Attendance", "Store", crypto]),
        library("PrintedReports", ["Attendance", mustache], exclude: ["Templates"]),
        library("OfficeConfiguration", ["Attendance", tomlKit], exclude: ["Examples"]),
        library("ControlSocket", ["CLinux", nioCore, nioPosix]),
        library("Systemd", [logging]),
        library("ServiceWatch", ["ControlSocket"]),
        program(
            "edutracd",
            [
                "SMSCodec", "ATChannel", "ModemDriver", "SerialIO", "DeviceWatch", "Attendance", "Store",
                "Gateway", "OfficeConfiguration", "ControlSocket", "Systemd", "ServiceWatch",
                argumentParser, lifecycle, logging, unixSignals,
            ], exclude: ["Manual"]),
        program(
            "edutrac",
            [
                "Store", "Attendance", "PrintedReports", "OfficeConfiguration", "ControlSocket", "ServiceWatch", "SMSCodec",
                argumentParser, swiftCSV,
            ], exclude: ["Manual"]),
        library("ModemSimulator", ["SMSCodec", "CLinux"]),
        program("edutrac-modemsim", ["ModemSimulator", argumentParser], exclude: ["Manual"]),

        support("TestSupport", ["ATChannel", "ModemDriver"]),
        support("Stage"),
        .executableTarget(
            name: "edutrac-demo", dependencies: ["Stage"], path: "Tests/Demo", swiftSettings: house),
        tests("ImportRulesTests"),
        tests("ManualTests"),
        tests("PackagingTests", ["ControlSocket", "TestSupport"]),
        tests("ServiceWatchTests", ["ServiceWatch", "ControlSocket", "TestSupport"]),
        tests("SMSCodecTests", ["SMSCodec"], exclude: ["README.md", "Vectors"]),
        tests("ATChannelTests", ["ATChannel", "TestSupport"], exclude: ["Transcripts"]),
        tests("ModemDriverTests", ["ATChannel", "ModemDriver", "TestSupport"]),
        tests("SerialIOTests", ["SerialIO", nioCore]),
        tests("DeviceWatchTests", ["DeviceWatch", "TestSupport"]),
        tests("AttendanceTests", ["Attendance", "SMSCodec"], exclude: ["Easter.txt", "Golden", "Readings.tsv"]),
        tests("StoreTests", ["Store", "Attendance", "TestSupport", grdb], exclude: ["Golden"]),
        tests(
            "GatewayTests",
            ["Gateway", "SMSCodec", "ATChannel", "ModemDriver", "Attendance", "Store", "TestSupport"]),
        tests("PrintedReportsTests", ["PrintedReports", "Attendance"], exclude: ["Golden"]),
        tests("OfficeConfigurationTests", ["OfficeConfiguration", "Attendance"]),
        tests("ControlSocketTests", ["ControlSocket"]),
        tests("SystemdTests", ["Systemd", logging]),
        tests(
            "EdutracdTests",
            [
                "edutracd", "Attendance", "DeviceWatch", "ModemDriver", "OfficeConfiguration", "SMSCodec", "Store",
                "ControlSocket", "ServiceWatch", "TestSupport", logging,
            ]),
        tests(
            "EdutracTests", ["edutrac", "Store", "OfficeConfiguration", "Attendance", "ControlSocket", "ServiceWatch", argumentParser],
            exclude: ["CrossCheck", "Vectors"]),
        tests("ModemSimulatorTests", ["ModemSimulator", "SMSCodec"], exclude: ["Clients", "Golden"]),
        // The programs are named so that they are built before the tests start them.
        tests(
            "EndToEndTests", ["Stage", "Attendance", "Store", "edutracd", "edutrac", "edutrac-modemsim"],
            exclude: ["Vectors"]),
    ],
    swiftLanguageModes: [.v6]
)
