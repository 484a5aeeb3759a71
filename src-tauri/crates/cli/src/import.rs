//! Tables taken over from the command line.

use std::path::PathBuf;

use serde_json::{Value, json};
use usecases::{Office, dispatch, import};

use crate::outcome::Failure;

/// A table to be taken over as its headings propose.
pub(crate) struct Table {
    pub(crate) path: PathBuf,
    pub(crate) kind: String,
    pub(crate) sheet: Option<String>,
    pub(crate) with_new_units: bool,
    /// Where the refused rows go.
    pub(crate) refused: Option<PathBuf>,
}

impl Table {
    fn plan(&self) -> Value {
        json!({
            "path": self.path,
            "kind": self.kind,
            "sheet": self.sheet,
            "columns": null,
            "fixes": [],
            "aliases": [],
            "with_new_units": self.with_new_units,
        })
    }

    /// Returns what the table would bring; the rows are the refused ones.
    pub(crate) fn preview(&self, office: &Office) -> Result<Value, Failure> {
        let input = json!({ "plan": self.plan(), "shown": "refused", "job": "import" });
        let seen = dispatch(office, "preview_import", input)?;
        self.export_refused(office, &seen)?;
        Ok(seen)
    }

    /// Takes the table over. Nobody looks at a preview here; it is made where the refused rows are
    /// asked for.
    pub(crate) fn accept(&self, office: &Office) -> Result<Value, Failure> {
        let sm3 = match self.refused {
            Some(_) => self.preview(office)?["sm3"].clone(),
            None => import::file_sm3(&self.path)?.into(),
        };
        let input = json!({ "plan": self.plan(), "sm3": sm3, "job": "import" });
        Ok(dispatch(office, "accept_import", input)?)
    }

    fn export_refused(&self, office: &Office, seen: &Value) -> Result<(), Failure> {
        let Some(target) = self.refused.as_ref().filter(|_| seen["refused"] != 0) else {
            return Ok(());
        };
        let input = json!({
            "plan": self.plan(), "sm3": seen["sm3"], "target": target, "job": "import",
        });
        dispatch(office, "export_import_refusals", input)?;
        Ok(())
    }
}
