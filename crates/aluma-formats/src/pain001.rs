//! A batch of payments as banks take it: ISO 20022 `pain.001.001.09`, a customer's credit transfers.
//!
//! Nothing is rounded, and no letter is left out: what a bank would not take is named. The reference of
//! each payment (`EndToEndId`) is made of ledger, community and number, so that it is the same however
//! often the file is written, and a bank that looks for doubles finds them.

use aluma_types::{Hash32, Timestamp, show};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::FormatError;
use crate::batch::{Batch, Entry};
use crate::iban::{bic, iban};
use crate::payout::{Payout, moment};
use crate::xml::Xml;

/// The names of the form's elements.
const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// Letters of a name at most, as SEPA has it.
const NAME: usize = 70;
/// Letters of what a payment is for at most.
const WORDS: usize = 140;
/// Letters of a reference at most.
const REFERENCE: usize = 35;
/// Digits of a sum at most.
const DIGITS: usize = 18;

/// Who pays, from where, and when.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// The ledger.
    pub network: &'a Hash32,
    /// What the community is called.
    pub community: &'a str,
    /// What the bank calls whoever pays.
    pub payer: &'a str,
    /// Their account.
    pub iban: &'a str,
    /// Their bank, where it is to be named.
    pub bic: Option<&'a str>,
    /// The currency; without it the asset's symbol.
    pub currency: Option<&'a str>,
    /// The day of the payment, as `2026-11-26`.
    pub on: &'a str,
    /// When the file is written.
    pub written: Timestamp,
}

/// The batch as a document.
///
/// # Errors
/// What is wrong first, by whom it is about.
pub fn write(batch: &Batch<'_>, order: &Order<'_>) -> Result<String, FormatError> {
    let head = Head::of(batch, order)?;
    let mut payments = Vec::with_capacity(batch.entries.len());
    let mut total: u128 = 0;
    for entry in &batch.entries {
        let payment = Payment::of(*entry, order, &head)?;
        total = total.checked_add(payment.units).ok_or_else(|| too_large(entry.0))?;
        payments.push(payment);
    }
    let total = show::amount(total, head.decimals);
    if digits(&total) > DIGITS {
        return Err(FormatError::TooLarge { payee: "all together".to_owned() });
    }
    Ok(document(&head, &payments, &total))
}

/// What is said once.
struct Head {
    message: String,
    written: String,
    on: String,
    payer: String,
    iban: String,
    bic: Option<String>,
    currency: String,
    decimals: u8,
    many: usize,
}

impl Head {
    fn of(batch: &Batch<'_>, order: &Order<'_>) -> Result<Self, FormatError> {
        let symbol = batch.entries.first().map_or("", |(row, _)| row.symbol.as_str());
        let currency = order.currency.unwrap_or(symbol).to_owned();
        if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(FormatError::NotACurrency(currency));
        }
        let day = show::parse_time(order.on).filter(|_| order.on.len() == 10);
        day.ok_or_else(|| FormatError::Day(order.on.to_owned()))?;
        let written = moment(order.written);
        let stamp: String = written.chars().filter(char::is_ascii_digit).collect();
        Ok(Self {
            message: format!("{}-{stamp}", ledger(order.network)),
            written,
            on: order.on.to_owned(),
            payer: letters("the payer", order.payer, NAME)?,
            iban: iban(order.payer, order.iban)?,
            bic: order.bic.map(bic).transpose()?,
            decimals: minor_digits(&currency),
            currency,
            many: batch.entries.len(),
        })
    }

    /// Within the single euro area there is one scheme; elsewhere whoever pays and whoever is paid
    /// share what it costs.
    fn is_sepa(&self) -> bool {
        self.currency == "EUR"
    }
}

/// A payment of a batch.
struct Payment {
    reference: String,
    /// In the currency's smallest unit.
    units: u128,
    amount: String,
    name: String,
    iban: String,
    bic: Option<String>,
    words: String,
}

impl Payment {
    fn of((row, detail): Entry<'_>, order: &Order<'_>, head: &Head) -> Result<Self, FormatError> {
        let who = row.payee.words();
        let units = scaled(row, head.decimals)?;
        let amount = show::amount(units, head.decimals);
        if digits(&amount) > DIGITS {
            return Err(too_large(row));
        }
        let reference = reference(order.network, row)?;
        // The handle is for the payee's own books; what cannot be written is not worth a refusal here.
        let community = letters("the community", order.community, NAME).unwrap_or_default();
        let words = format!("Payout {} {community} {reference}", row.number);
        Ok(Self {
            units,
            amount,
            name: letters(&format!("the name of {who}"), &detail.name, NAME)?,
            iban: iban(&who, &detail.iban)?,
            bic: Some(&detail.bic).filter(|text| !text.is_empty()).map(|it| bic(it)).transpose()?,
            words: letters("the purpose", &words, WORDS)?,
            reference,
        })
    }
}

fn too_large(row: &Payout) -> FormatError {
    FormatError::TooLarge { payee: row.payee.words() }
}

/// The beginning of a ledger's name, by which references of two ledgers differ.
fn ledger(network: &Hash32) -> String {
    network.to_string().chars().take(8).collect()
}

/// What a payment is found by: the same in every file that has it.
///
/// # Errors
/// [`FormatError::Length`] where numbers are too long for a bank.
pub fn reference(network: &Hash32, row: &Payout) -> Result<String, FormatError> {
    let text = format!("{}-{}-{}", ledger(network), row.dao, row.number);
    if text.len() > REFERENCE {
        return Err(FormatError::Length { field: "the reference".to_owned(), most: REFERENCE });
    }
    Ok(text)
}

/// Base units as the smallest units of what is paid; nothing is rounded.
pub(crate) fn scaled(row: &Payout, decimals: u8) -> Result<u128, FormatError> {
    let amount = row.amount();
    let fine =
        || FormatError::TooFine { payee: row.payee.words(), amount: amount.clone(), decimals };
    let part = amount.split_once('.').map_or(0, |(_, part)| part.len());
    if part > usize::from(decimals) {
        return Err(fine());
    }
    show::parse_amount(&amount, decimals).ok_or_else(|| too_large(row))
}

fn digits(amount: &str) -> usize {
    amount.bytes().filter(u8::is_ascii_digit).count()
}

/// Digits after the point that a currency has (ISO 4217).
fn minor_digits(currency: &str) -> u8 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// A text in the letters that banks take: marks are taken off letters, ligatures are written out.
///
/// # Errors
/// [`FormatError::Letters`] where something else is left, [`FormatError::Length`].
pub fn letters(field: &str, text: &str, most: usize) -> Result<String, FormatError> {
    let mut out = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'þ' => out.push_str("th"),
            'Þ' => out.push_str("Th"),
            'ı' => out.push('i'),
            '’' | '‘' => out.push('\''),
            '–' | '—' => out.push('-'),
            other => out.push(other),
        }
    }
    let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_taken = |b: u8| b.is_ascii_alphanumeric() || b"/-?:().,'+ ".contains(&b);
    // Two slashes and one at an end are signs of the banks themselves.
    let slashes = out.starts_with('/') || out.ends_with('/') || out.contains("//");
    if !out.bytes().all(is_taken) || slashes {
        return Err(FormatError::Letters { field: field.to_owned(), text: text.to_owned() });
    }
    if out.is_empty() || out.len() > most {
        return Err(FormatError::Length { field: field.to_owned(), most });
    }
    Ok(out)
}

fn document(head: &Head, payments: &[Payment], total: &str) -> String {
    let mut xml = Xml::new();
    xml.with("Document", &format!(" xmlns=\"{NAMESPACE}\""), |xml| {
        xml.within("CstmrCdtTrfInitn", |xml| {
            xml.within("GrpHdr", |xml| {
                xml.leaf("MsgId", &head.message);
                xml.leaf("CreDtTm", &head.written);
                xml.leaf("NbOfTxs", &head.many.to_string());
                xml.leaf("CtrlSum", total);
                xml.within("InitgPty", |xml| xml.leaf("Nm", &head.payer));
            });
            xml.within("PmtInf", |xml| {
                instruction(xml, head, total);
                for payment in payments {
                    transfer(xml, head, payment);
                }
            });
        });
    });
    xml.finish()
}

fn instruction(xml: &mut Xml, head: &Head, total: &str) {
    xml.leaf("PmtInfId", &format!("{}-1", head.message));
    xml.leaf("PmtMtd", "TRF");
    xml.leaf("NbOfTxs", &head.many.to_string());
    xml.leaf("CtrlSum", total);
    if head.is_sepa() {
        xml.within("PmtTpInf", |xml| xml.within("SvcLvl", |xml| xml.leaf("Cd", "SEPA")));
    }
    xml.within("ReqdExctnDt", |xml| xml.leaf("Dt", &head.on));
    xml.within("Dbtr", |xml| xml.leaf("Nm", &head.payer));
    xml.within("DbtrAcct", |xml| xml.within("Id", |xml| xml.leaf("IBAN", &head.iban)));
    xml.within("DbtrAgt", |xml| {
        xml.within("FinInstnId", |xml| match &head.bic {
            Some(bic) => xml.leaf("BICFI", bic),
            None => xml.within("Othr", |xml| xml.leaf("Id", "NOTPROVIDED")),
        });
    });
    xml.leaf("ChrgBr", if head.is_sepa() { "SLEV" } else { "SHAR" });
}

fn transfer(xml: &mut Xml, head: &Head, payment: &Payment) {
    xml.within("CdtTrfTxInf", |xml| {
        xml.within("PmtId", |xml| xml.leaf("EndToEndId", &payment.reference));
        xml.within("Amt", |xml| {
            let currency = format!(" Ccy=\"{}\"", head.currency);
            xml.leaf_with("InstdAmt", &currency, &payment.amount);
        });
        if let Some(bic) = &payment.bic {
            xml.within("CdtrAgt", |xml| xml.within("FinInstnId", |xml| xml.leaf("BICFI", bic)));
        }
        xml.within("Cdtr", |xml| xml.leaf("Nm", &payment.name));
        xml.within("CdtrAcct", |xml| xml.within("Id", |xml| xml.leaf("IBAN", &payment.iban)));
        xml.within("RmtInf", |xml| xml.leaf("Ustrd", &payment.words));
    });
}
