//! The Debian package.

use std::process::Command;

use anyhow::Result;

use crate::workspace::{Workspace, succeed};
use crate::{debian, say, tools};

/// Makes it with Tauri's own tool, which builds a release first.
pub fn debian(workspace: &Workspace) -> Result<()> {
    debian::install(&[debian::BUILD])?;
    tools::node_packages(workspace)?;
    say::step("building a release and packing it", || {
        succeed(
            Command::new(workspace.ui().join("node_modules/.bin/tauri"))
                .args(["build", "--bundles", "deb"])
                .current_dir(&workspace.root),
        )
    })?;
    say::note(&format!(
        "the package is in {}",
        workspace.target.join("release/bundle/deb").display()
    ));
    Ok(())
}
