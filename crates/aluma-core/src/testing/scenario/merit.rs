//! Points that come and go beside any action, until a step of work brings them.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List, show};
use serde_json::{Map, Value as Json};

use super::line;
use super::stage::{Stage, Told};
use crate::reputation::types::Points;
use crate::reputation::{self, Minted, SkillPart};

/// What a step says of points.
struct Said {
    dao: DaoId,
    domain: Option<u32>,
    account: AccountId,
    micro: u64,
    fields: Map<String, Json>,
}

impl Stage {
    fn said(&self, rest: &str) -> Result<Said, String> {
        let (who, rest) = rest.split_once(' ').ok_or("who, and how many points")?;
        let (points, fields) = rest.split_once(' ').unwrap_or((rest, ""));
        let micro = show::parse_amount(points, 6).and_then(|micro| u64::try_from(micro).ok());
        let fields = line::fields(fields)?;
        Ok(Said {
            dao: DaoId(self.last("dao")?),
            domain: number(&fields, "domain").map(|domain| domain as u32),
            account: AccountId(self.person(who)?),
            micro: micro.ok_or("how many points")?,
            fields,
        })
    }

    /// `points ana 12.5 domain=1 evidence=7 skill=3 from=[ben,cleo]`: accepted work brings points.
    pub(super) fn points(&mut self, rest: &str) -> Told {
        let Said { dao, domain, account, micro, fields } = self.said(rest)?;
        let skill =
            number(&fields, "skill").map(|skill| SkillPart { skill: skill as u32, weight: 1_000 });
        let skills = List::new(skill.into_iter().collect()).map_err(|_| "skills")?;
        let evidence = number(&fields, "evidence").unwrap_or(1);
        let from = fields.get("from").and_then(Json::as_array);
        let from = from.into_iter().flatten().filter_map(Json::as_str);
        let reviewers = from
            .map(|who| self.person(who).map(AccountId))
            .collect::<Result<Vec<AccountId>, String>>()?;
        let done = self.world().inside(|ctx| {
            let at = ctx.now();
            let minted = Minted { dao, domain, account, micro, skills, evidence, at };
            reputation::mint(ctx, &minted)?;
            reputation::note_accepted(ctx, (dao, domain, account), &reviewers);
            Ok(())
        });
        done.map(|()| Vec::new()).map_err(|no| no.name.to_string())
    }

    /// `slash ana 5 domain=1`: points are taken; tells the number of the penalty.
    pub(super) fn slash(&mut self, rest: &str) -> Told {
        let Said { dao, domain, account, micro, .. } = self.said(rest)?;
        let done =
            self.world().inside(|ctx| Ok(reputation::slash(ctx, (dao, domain, account), micro)?));
        let penalty = done.map_err(|no| no.name.to_string())?;
        Ok(alloc::vec![alloc::format!("penalty={penalty}")])
    }

    /// `restore 1`: what a penalty took is given back.
    pub(super) fn restore(&mut self, rest: &str) -> Told {
        let dao = DaoId(self.last("dao")?);
        let penalty = rest.parse().map_err(|_| "which penalty")?;
        let done = self.world().inside(|ctx| Ok(reputation::restore(ctx, dao, penalty)?));
        done.map(|()| Vec::new()).map_err(|no| no.name.to_string())
    }

    /// `weighs ana 1`: what somebody's points weigh in a domain, or without one in all, as people read it.
    pub(super) fn weighs(&self, rest: &str) -> Told {
        let mut words = rest.split_whitespace();
        let account = AccountId(self.person(words.next().ok_or("who")?)?);
        let domain = words.next().map(str::parse).transpose().map_err(|_| "which domain")?;
        let (world, dao) = (self.seen(), DaoId(self.last("dao")?));
        let micro = reputation::points(world.state(), (dao, domain, account), world.now());
        let Points { micro } = micro.into();
        Ok(alloc::vec![show::amount(micro, 6)])
    }
}

fn number(fields: &Map<String, Json>, name: &str) -> Option<u64> {
    fields.get(name).and_then(Json::as_str).and_then(|text| text.parse().ok())
}
