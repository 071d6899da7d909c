//! What came in from whom, and stating what came in another way.

use aluma_api::problem::Refusal;
use aluma_core::dao::Standing;
use aluma_core::dao::types::Group;
use aluma_core::dao::views::MembersView;
use aluma_core::treasury::views::{PayerRow, PayersView};
use aluma_types::AccountId;
use maud::{Markup, html};

use super::Of;
use crate::parts::say::{Say, count};
use crate::parts::{empty, name};

impl Of<'_> {
    /// Incomes on record by payer, and a form for members to state another.
    pub(super) fn payers(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let answer = scene.view(&PayersView { dao: self.dao.dao, after: None })?;
        let rows: Vec<&PayerRow> = answer.rows.iter().collect();
        Ok(html! {
            @if rows.is_empty() { (empty(&scene.say("web-money-no-payers"), None)) }
            @else {
                ul.rows { @for row in rows { li { (self.payer(row)) } } }
                @if answer.next.is_some() { p.small { (scene.say("web-money-payers-more")) } }
            }
            (self.state()?)
        })
    }

    fn payer(self, row: &PayerRow) -> Markup {
        let scene = self.scene;
        html! {
            @match row.payer {
                Some(payer) => (name::account(scene, payer)),
                None => (scene.say("web-money-nobody")),
            }
            @for sum in row.sums.iter() { " · " (name::amount(scene, *sum)) }
            " " span.small {
                (scene.say_of("web-money-payer-many", &[("many", count(row.many))]))
                @if row.outside > 0 {
                    " · " (scene.say_of("web-money-payer-outside", &[("many", count(row.outside))]))
                }
            }
        }
    }

    /// What came in in another way than by this page is stated by a proposal, which names who paid: somebody
    /// who is registered as having to do with the community, or nobody on this ledger.
    fn state(self) -> Result<Markup, Refusal> {
        if !matches!(self.dao.mine, Some(Standing::Admitted)) {
            return Ok(html! {});
        }
        let (scene, dao) = (self.scene, self.dao.dao);
        let view = MembersView { dao, after: None, of: Some(Group::Stakeholders) };
        let known = scene.view(&view)?;
        let payers: Vec<AccountId> = known.members.iter().map(|one| one.account).collect();
        Ok(html! {
            form.inline method="get" action={ "/c/" (dao.0) "/propose" } {
                input type="hidden" name="actions[0].action" value="record-income";
                input type="hidden" name="actions[0].dao" value=(dao.0);
                label for="f-payer" { (scene.say("web-money-payer")) }
                select #f-payer name="actions[0].payer" aria-describedby="h-payer" {
                    option value="" { (scene.say("web-money-nobody")) }
                    @for payer in payers {
                        option value=(payer.0) { (name::account_words(scene, payer)) }
                    }
                }
                button.quiet { (scene.say("web-money-state")) }
                p.small #h-payer { (scene.say("web-money-state-how")) }
            }
        })
    }
}
