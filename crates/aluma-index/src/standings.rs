//! What credentials rest on, each numbered once by the order of the facts: that somebody stands in a
//! community with what they gave there, and that they have a skill. A number never means another thing, so a
//! list of what is over says of each number whether it is.
//!
//! A standing ends when its holder leaves, when an expulsion stands, and when points that it rested on were
//! taken away; what is left of it begins anew at once, as another. A skill ends when what somebody showed for
//! it was found untrue. That time runs out ends neither: a credential says itself until when it holds.

use aluma_core::kernel::event::Event;
use aluma_core::{dao, learn, reputation};
use aluma_types::{AccountId, DaoId};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::write::number;
use crate::{Index, IndexError};

/// What a credential rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its number, which nothing else ever gets.
    pub number: u64,
    /// Whether it is over for good.
    pub is_over: bool,
    /// Whether it rests: its holder was expelled and may still appeal.
    pub rests: bool,
}

/// What a fact does to what credentials rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// Somebody gave something.
    Gave,
    /// Somebody came in, or back.
    Came,
    /// Somebody left.
    Left,
    /// Somebody was expelled, and may appeal.
    Expelled,
    /// An expulsion stands, or all that follows from it is over.
    Out,
    /// Something that it rested on was taken away.
    Cut,
    /// Somebody has a skill.
    Mastered(u32),
    /// What they showed for it was untrue.
    Lost(u32),
}

/// Which of what one account has in one community: a skill, or the standing itself.
type Slot = (DaoId, AccountId);

fn turn(event: &Event) -> Option<(Slot, Turn)> {
    of_dao(event).or_else(|| of_points(event)).or_else(|| of_skills(event))
}

fn of_dao(event: &Event) -> Option<(Slot, Turn)> {
    use dao::Event as Fact;
    Some(match event.read::<Fact>()? {
        Fact::MemberJoined { dao, account } | Fact::MemberAdmitted { dao, account, .. } => {
            ((dao, account), Turn::Came)
        }
        Fact::StakeholderRegistered { dao, account, .. }
        | Fact::MemberReinstated { dao, account, .. } => ((dao, account), Turn::Came),
        Fact::MemberLeft { dao, account } => ((dao, account), Turn::Left),
        Fact::MemberExpelled { dao, account, .. } => ((dao, account), Turn::Expelled),
        Fact::ExpulsionStands { dao, account } | Fact::ExpulsionOver { dao, account } => {
            ((dao, account), Turn::Out)
        }
        _ => return None,
    })
}

fn of_points(event: &Event) -> Option<(Slot, Turn)> {
    use reputation::Fact;
    let reputation::Event { dao, fact } = event.read()?;
    Some(match fact {
        Fact::PointsMade { account, .. }
        | Fact::PraiseCounted { account, .. }
        | Fact::PastTaken { account, .. } => ((dao, account), Turn::Gave),
        Fact::PointsTaken { account, .. } | Fact::PastStruck { account, .. } => {
            ((dao, account), Turn::Cut)
        }
        _ => return None,
    })
}

fn of_skills(event: &Event) -> Option<(Slot, Turn)> {
    use learn::Fact;
    let learn::Event { dao, fact } = event.read()?;
    Some(match fact {
        Fact::SkillMastered { account, skill, .. } => ((dao, account), Turn::Mastered(skill)),
        Fact::SkillLost { account, skill } => ((dao, account), Turn::Lost(skill)),
        _ => return None,
    })
}

/// The last row of a slot.
struct Last {
    number: i64,
    is_over: bool,
    rests: bool,
    /// Whether its holder came in or was put out: then only coming back begins another.
    belongs: bool,
}

/// The skill's number as it is stored; none is the standing itself.
const fn kind(skill: Option<u32>) -> i64 {
    match skill {
        Some(skill) => skill as i64,
        None => -1,
    }
}

const LAST: &str = "SELECT number, is_over, rests, belongs FROM standings \
     WHERE dao = ?1 AND account = ?2 AND skill = ?3 ORDER BY number DESC LIMIT 1";

fn last(
    db: &rusqlite::Connection,
    (dao, account): Slot,
    skill: Option<u32>,
) -> Result<Option<Last>, IndexError> {
    let key = params![number(dao.0)?, number(account.0)?, kind(skill)];
    let row = db.prepare_cached(LAST)?.query_row(key, |row| {
        Ok(Last {
            number: row.get(0)?,
            is_over: row.get(1)?,
            rests: row.get(2)?,
            belongs: row.get(3)?,
        })
    });
    Ok(row.optional()?)
}

/// The standings of one account in one community, while a fact is written.
struct Rows<'r> {
    rows: &'r Transaction<'r>,
    slot: Slot,
}

impl Rows<'_> {
    fn last(&self, skill: Option<u32>) -> Result<Option<Last>, IndexError> {
        last(self.rows, self.slot, skill)
    }

    fn begin(&self, skill: Option<u32>, (belongs, rests): (bool, bool)) -> Result<(), IndexError> {
        let (dao, account) = self.slot;
        self.rows
            .prepare_cached(
                "INSERT INTO standings SELECT COALESCE(MAX(number) + 1, 0), ?1, ?2, ?3, ?4, ?5, 0 \
                 FROM standings",
            )?
            .execute(params![number(dao.0)?, number(account.0)?, kind(skill), belongs, rests])?;
        Ok(())
    }

    fn end(&self, row: &Last) -> Result<(), IndexError> {
        // What is over rests no more: it is one or the other.
        self.rows
            .prepare_cached("UPDATE standings SET is_over = 1, rests = 0 WHERE number = ?1")?
            .execute([row.number])?;
        Ok(())
    }

    fn set(&self, row: &Last, rests: bool) -> Result<(), IndexError> {
        self.rows
            .prepare_cached("UPDATE standings SET belongs = 1, rests = ?2 WHERE number = ?1")?
            .execute(params![row.number, rests])?;
        Ok(())
    }

    fn take(&self, turn: Turn) -> Result<(), IndexError> {
        let skill = match turn {
            Turn::Mastered(skill) | Turn::Lost(skill) => Some(skill),
            _ => None,
        };
        let found = self.last(skill)?;
        let open = found.as_ref().filter(|row| !row.is_over);
        match (turn, open) {
            // Who left or was expelled gives what they still owed; only coming back begins anew.
            (Turn::Gave, None) if found.as_ref().is_some_and(|row| row.belongs) => Ok(()),
            (Turn::Gave | Turn::Mastered(_), None) => self.begin(skill, (false, false)),
            (Turn::Came, None) => self.begin(skill, (true, false)),
            (Turn::Came, Some(row)) => self.set(row, false),
            // Whoever withdraws an application had come nowhere yet.
            (Turn::Left, Some(row)) if !row.belongs => Ok(()),
            (Turn::Expelled, Some(row)) => self.set(row, true),
            (Turn::Left | Turn::Out | Turn::Lost(_), Some(row)) => self.end(row),
            (Turn::Cut, Some(row)) => {
                self.end(row)?;
                self.begin(skill, (row.belongs, row.rests))
            }
            _ => Ok(()),
        }
    }
}

/// Writes what a fact does to what credentials rest on.
pub(crate) fn write(rows: &Transaction<'_>, event: &Event) -> Result<(), IndexError> {
    match turn(event) {
        Some((slot, turn)) => Rows { rows, slot }.take(turn),
        None => Ok(()),
    }
}

impl Index {
    /// What a credential of somebody rests on: their standing in a community, or a skill they have there.
    /// The last one, where there were several; none where nothing ever began.
    ///
    /// # Errors
    /// As the database answers.
    pub fn standing(
        &self,
        dao: DaoId,
        account: AccountId,
        skill: Option<u32>,
    ) -> Result<Option<Standing>, IndexError> {
        let found = self.read(|db| last(db, (dao, account), skill))?;
        Ok(found.map(|row| Standing {
            number: row.number.unsigned_abs(),
            is_over: row.is_over,
            rests: row.rests,
        }))
    }

    /// Numbers from `from` on, `many` of them, that are over (`true`) or rest (`false`), ascending.
    ///
    /// # Errors
    /// As the database answers.
    pub fn fallen(&self, (from, many): (u64, u64), is_over: bool) -> Result<Vec<u64>, IndexError> {
        let column = if is_over { "is_over" } else { "rests" };
        let sql = format!(
            "SELECT number FROM standings WHERE number >= ?1 AND number < ?2 AND {column} = 1 \
             ORDER BY number"
        );
        let span = [number(from)?, number(from.saturating_add(many))?];
        self.read(|db| {
            let mut ask = db.prepare_cached(&sql)?;
            let rows = ask.query_map(span, |row| row.get::<_, i64>(0))?;
            Ok(rows.map(|row| row.map(i64::unsigned_abs)).collect::<Result<_, _>>()?)
        })
    }

    /// How many there are: the next one's number.
    ///
    /// # Errors
    /// As the database answers.
    pub fn standings(&self) -> Result<u64, IndexError> {
        let sql = "SELECT COALESCE(MAX(number) + 1, 0) FROM standings";
        let many = self.read(|db| Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0))?))?;
        Ok(many.unsigned_abs())
    }
}

#[cfg(test)]
mod tests;
