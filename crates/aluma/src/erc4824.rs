//! placeholder
use crate::options::Options;
use crate::outcome::Failure;
use aluma_node::archive::Archive;
use std::path::Path;
pub(crate) fn write(_: &Options<'_>, _: &Archive, _: &Path) -> Result<(), Failure> {
    Err(Failure::usage("not yet"))
}
