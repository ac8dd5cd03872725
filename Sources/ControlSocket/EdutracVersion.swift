/// The version of the programs and of the package: `edutracd` and `edutrac` are installed together, and the command
/// shows the version of the daemon that answers it.
package enum EdutracVersion {
    /// The first line of debian/changelog has the same, and so has CHANGELOG.md.
    package static let current = "0.1.0"
}
