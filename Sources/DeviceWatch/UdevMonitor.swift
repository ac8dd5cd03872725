import CUdev
import Glibc

/// Listens to udev's announcements about ttys and USB devices on a thread of its own.
///
/// It listens to udev, not to the kernel: when udev announces a tty, its permissions and properties are
/// there.
final class UdevMonitor: Sendable {
    /// What the thread owns: nobody else touches the libudev handles after the start.
    private struct Watch: @unchecked Sendable {
        let udev: OpaquePointer
        let monitor: OpaquePointer
        let stop: Int32
        let onChange: @Sendable () -> Void
    }

    private final class Box: Sendable {
        let watch: Watch
        init(_ watch: Watch) { self.watch = watch }
    }

    /// Writing end of the pipe that ends the thread.
    private let stopper: Int32

    /// Nil when udev's announcements cannot be received here.
    init?(onChange: @escaping @Sendable () -> Void) {
        guard let udev = udev_new() else { return nil }
        guard let monitor = Self.listen(udev) else {
            udev_unref(udev)
            return nil
        }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            udev_monitor_unref(monitor)
            udev_unref(udev)
            return nil
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stopper = ends[1]
        let box = Unmanaged.passRetained(
            Box(Watch(udev: udev, monitor: monitor, stop: ends[0], onChange: onChange)))
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, Self.body, box.toOpaque())
        guard code == 0 else {
            Self.giveBack(box.takeRetainedValue().watch)
            close(stopper)
            return nil
        }
        pthread_detach(thread)
    }

    /// Ends the thread. To be called once.
    func stop() { close(stopper) }

    private static func listen(_ udev: OpaquePointer) -> OpaquePointer? {
        guard let monitor = udev_monitor_new_from_netlink(udev, "udev") else { return nil }
        guard udev_monitor_filter_add_match_subsystem_devtype(monitor, "tty", nil) >= 0,
            udev_monitor_filter_add_match_subsystem_devtype(monitor, "usb", "usb_device") >= 0,
            udev_monitor_enable_receiving(monitor) >= 0
        else {
            udev_monitor_unref(monitor)
            return nil
        }
        return monitor
    }

    private static let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
        argument in
        guard let argument else { return nil }
        let watch = Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().watch
        UdevMonitor.follow(watch)
        UdevMonitor.giveBack(watch)
        return nil
    }

    /// Until the pipe is closed.
    private static func follow(_ watch: Watch) {
        var sources = [
            pollfd(fd: udev_monitor_get_fd(watch.monitor), events: Int16(POLLIN), revents: 0),
            pollfd(fd: watch.stop, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&sources, nfds_t(sources.count), -1)
            if count < 0, errno == EINTR { continue }
            guard count > 0, sources[1].revents == 0 else { return }
            // A burst may overrun the socket (ENOBUFS): that, too, means that something changed.
            while let device = udev_monitor_receive_device(watch.monitor) { udev_device_unref(device) }
            if sources[0].revents & Int16(POLLNVAL | POLLHUP) != 0 { return }
            watch.onChange()
        }
    }

    private static func giveBack(_ watch: Watch) {
        udev_monitor_unref(watch.monitor)
        udev_unref(watch.udev)
        close(watch.stop)
    }
}
