//! What a crowd has not: a poll, threads with posts, work in hand, thanks, an invitation. A member
//! makes them as a browser does, by the pages' own forms and a signature of the act that these come to.

use std::time::Duration;

use aluma_core::kernel::receipt::Status;
use aluma_core::registry::REGISTRY;
use aluma_node::directory::{StateDirectory, StateSays};
use aluma_node::{Node, Outcome, Submission};
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::{AccountId, Act, Hash32, Payload, Signer, Span, sha256};
use aluma_verify::bodies::BodyText;
use aluma_verify::{Lens, SigningKey, Statement, ed25519};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::Value as Json;
use tower::ServiceExt;

use crate::outcome::Failure;

/// Posts of the thread that is opened.
const POSTS: usize = 50;
/// How long an act may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Somebody with a key, who reads and acts.
pub(super) struct Member<'a> {
    pub(super) account: AccountId,
    pub(super) key: SigningKey,
    pub(super) node: &'a Node,
    pub(super) router: &'a Router,
    /// Acts so far: each has a nonce of its own, beyond those of votes.
    pub(super) acts: u64,
}

/// Nonces of votes lie below this, counted from the ledger's time.
const BEYOND_VOTES: u64 = 100_000;

/// The half of an invitation that the ledger knows.
pub(super) fn invitation() -> String {
    let secret = sha256(&[b"bench invitation"]).0;
    let nobody = Signer::Key { account: AccountId(1), key: 0 };
    hex(&ed25519::prove(&secret, &Hash32::ZERO, &nobody).key.0)
}

impl Member<'_> {
    /// Asks a question, opens a thread and writes in it, claims a contribution, takes the crowd's task and
    /// hands it in, gives thanks in its round, invites.
    ///
    /// # Errors
    /// What is refused.
    pub(super) async fn furnish(&mut self) -> Result<(), Failure> {
        let poll = "dao=1&question=Which+evening%3F&options=Sunday&options=Monday\
                    &kind=single&audience=members&lasts=2d";
        self.does("poll", poll).await?;
        let thread = "dao=1&readers=readers&title=The+oven&body=Who+has+**flour**%3F";
        self.does("open-thread", thread).await?;
        for number in 0..POSTS {
            let post = format!(
                "dao=1&to=thread&to.thread.thread=1&body=Post+{number}%3A+bread+for+the+street.\
                 +%D7%9C%D7%97%D7%9D+%D7%9C%D7%A8%D7%97%D7%95%D7%91."
            );
            self.does("post", &post).await?;
        }
        self.does("claim-contribution", "dao=1&kind=contribution&size=1h&work=Bread").await?;
        self.does("take-task", "dao=1&task=1").await?;
        self.does("note-progress", "dao=1&job=1&words=Half+of+it+is+baked.").await?;
        self.does("hand-in", "dao=1&job=1&work=Bread+for+the+**street**").await?;
        let other = self.account.0 % 2 + 1;
        let gift = format!("dao=1&round=1&gifts[0].to={other}&gifts[0].tokens=40");
        self.does("give-in-circle", &gift).await?;
        let invite = format!("dao=1&secret={}&uses=5&valid_for=7d&vouch=on", invitation());
        self.does("invite", &invite).await
    }

    /// The cookie by which pages know who reads.
    ///
    /// # Errors
    /// Where the key signs no statement.
    pub(super) fn cookie(&self) -> Result<String, Failure> {
        let statement = Statement {
            network: self.node.network(),
            account: self.account,
            key: 0,
            valid_until: self.node.now().after(Span::hours(20)),
        };
        let session = self.key.sign_session(statement);
        let session = session.map_err(|error| Failure::machine(format!("{error:?}")))?;
        let header = aluma_api::authorization(&session);
        Ok(format!("aluma={}", header.split(' ').nth(1).unwrap_or_default()))
    }

    async fn does(&mut self, action: &str, form: &str) -> Result<(), Failure> {
        let (act, bodies) = self.prepared(action, form).await?;
        let spec = REGISTRY.entry(act.number).map(|entry| entry.spec);
        let spec = spec.ok_or_else(|| Failure::machine("an action that is not listed"))?;
        self.acts += 1;
        let payload = Payload {
            network: self.node.network(),
            signer: Signer::Key { account: self.account, key: 0 },
            nonce: self.node.now().0 + BEYOND_VOTES + self.acts,
            valid_until: self.node.now().after(Span::minutes(1)),
            act,
        };
        let transaction = {
            let view = self.node.published().read();
            let directory = StateDirectory::whole(&view.state);
            let says = StateSays { directory, registry: &REGISTRY };
            let lens = Lens { directory: &directory, says: &says, catalog: &REGISTRY };
            self.key.sign_payload(payload, spec, &lens)
        };
        let transaction = transaction.map_err(|error| Failure::machine(format!("{error:?}")))?;
        let submission = Submission { transaction: transaction.to_bytes(), bodies };
        let promise = self.node.submit(submission);
        let promise = promise.map_err(|why| Failure::machine(format!("{action}: {why:?}")))?;
        let outcome = self.node.wait(&promise.id, PATIENCE);
        match outcome {
            Some(Outcome::Included(receipt, _)) if receipt.status == Status::Done => Ok(()),
            other => Err(Failure::machine(format!("{action}: {other:?}"))),
        }
    }

    /// The act of a filled-in form, and its texts.
    async fn prepared(&self, action: &str, form: &str) -> Result<(Act, Vec<BodyText>), Failure> {
        let request = Request::post(format!("/prepare/{action}"))
            .header("host", "localhost:7171")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", self.cookie()?)
            .body(Body::from(form.to_owned()))
            .map_err(|error| Failure::machine(error.to_string()))?;
        let Ok(answer) = self.router.clone().oneshot(request).await;
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap_or_default();
        let told: Json = serde_json::from_slice(&bytes).unwrap_or_default();
        let wrong = || Failure::machine(format!("{action}: {told}"));
        let act = told["act"].as_str().and_then(unhex).ok_or_else(wrong)?;
        let bodies = told["bodies"].as_array().ok_or_else(wrong)?.iter();
        let body = |body: &Json| {
            let salt = unhex(body["salt"].as_str()?)?.try_into().ok()?;
            Some(BodyText { salt, text: body["text"].as_str()?.to_owned() })
        };
        let bodies = bodies.map(body).collect::<Option<_>>().ok_or_else(wrong)?;
        Ok((Act::from_bytes(&act).map_err(|_| wrong())?, bodies))
    }
}
