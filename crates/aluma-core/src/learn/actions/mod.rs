//! One verb per file.

mod begin_course;
pub(crate) mod going;
mod hand_in_practical;
mod name_course;
mod prove_step;
mod revise_course;
pub(crate) mod steps;

pub(crate) use begin_course::BeginCourse;
pub(crate) use hand_in_practical::HandInPractical;
pub(crate) use name_course::NameCourse;
pub(crate) use prove_step::ProveStep;
pub(crate) use revise_course::ReviseCourse;
