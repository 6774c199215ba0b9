//! Whether there is a display to open the window on.

/// The exit code of a start without a display.
pub const EXIT_CODE: u8 = 3;

/// What is said then, in one line.
pub const MISSING: &str = "پروانه صفحه‌نمایشی پیدا نکرد؛ آن را در نشست گرافیکی همین کاربر باز کنید. — Parvaneh found no \
    display (DISPLAY, WAYLAND_DISPLAY); start it in a graphical session.";

/// Asks the window system, which would otherwise end the program in a panic.
#[cfg(target_os = "linux")]
pub fn is_there() -> bool {
    gtk::init().is_ok()
}

/// Other systems start no program with a window before there is one.
#[cfg(not(target_os = "linux"))]
pub const fn is_there() -> bool {
    true
}
