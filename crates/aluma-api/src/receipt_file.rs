//! A receipt with its proof as a file that anybody can check away from the server.

use aluma_core::kernel::receipt::Receipt;
use aluma_node::ReceiptProof;
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::header::Header;
use aluma_types::{Hash32, PublicKey};
use serde_json::{Value as Json, json};

/// What the file says it is.
const FORM: &str = "aluma receipt v1";

/// The file.
pub fn to_json(proof: &ReceiptProof) -> Json {
    let list = |hashes: &[Hash32]| hashes.iter().map(|it| hex(&it.0)).collect::<Vec<_>>();
    json!({
        "form": FORM,
        "receipt": hex(&proof.receipt.to_bytes()),
        "salt": hex(&proof.salt),
        "count": proof.count,
        "siblings": list(&proof.siblings),
        "peaks": list(&proof.peaks),
        "header": hex(&proof.header.to_bytes()),
        "seal": hex(&proof.seal),
        "key": proof.key.to_text(),
    })
}

/// What a file holds, unchecked; `None` where it is none.
pub fn from_json(json: &Json) -> Option<ReceiptProof> {
    let bytes = |name: &str| unhex(json.get(name)?.as_str()?);
    let list = |name: &str| -> Option<Vec<Hash32>> {
        let all = json.get(name)?.as_array()?.iter();
        all.map(|it| Hash32::from_hex(it.as_str()?)).collect()
    };
    if json.get("form")?.as_str()? != FORM {
        return None;
    }
    Some(ReceiptProof {
        receipt: Receipt::from_bytes(&bytes("receipt")?).ok()?,
        salt: bytes("salt")?.try_into().ok()?,
        count: json.get("count")?.as_u64()?,
        siblings: list("siblings")?,
        peaks: list("peaks")?,
        header: Header::from_bytes(&bytes("header")?).ok()?,
        seal: bytes("seal")?.try_into().ok()?,
        key: PublicKey::parse(json.get("key")?.as_str()?)?,
    })
}
