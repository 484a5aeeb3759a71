//! Debian's packages that building, running and testing need.

/// A Debian package and what it is for.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
}

/// Every package, on Debian 12 and what is made from it.
pub(crate) const PACKAGES: &[Package] = &[
    needs("build-essential", "compiles the bundled SQLite"),
    needs("pkg-config", "finds the libraries below"),
    needs("libgtk-3-dev", "the window"),
    needs("libwebkit2gtk-4.1-dev", "the page in the window"),
    needs("xdg-utils", "opens papers in the system's viewer"),
    needs("cups-client", "prints papers"),
    needs("fonts-noto-cjk", "titles on paper; the screen"),
    needs("fonts-noto-cjk-extra", "figures in headings on paper"),
    needs("fonts-lxgw-wenkai", "rare characters of names"),
    needs("fonts-hanazono", "the rarest characters of names"),
    needs("fonts-liberation", "figures and Latin letters on paper"),
    needs("webkit2gtk-driver", "tests drive the window"),
    needs("xvfb", "tests show the window on a display of their own"),
    needs("openbox", "tests bring windows to the front on that display"),
    needs("xdotool", "tests ask which window is in front"),
    needs("dbus-daemon", "tests give the window a session bus of its own"),
    needs("libfaketime", "tests tell a story of another day"),
    needs("strace", "tests watch that no connection is opened"),
    needs("procps", "tests end programs abruptly"),
    needs("iproute2", "tests run the window without a network"),
    needs("poppler-utils", "tests read PDFs back"),
    needs("python3-venv", "tests read files back with other libraries; the licence checker"),
];

const fn needs(name: &'static str, reason: &'static str) -> Package {
    Package { name, reason }
}
