## Why a field of an input was refused. The field stands beside the sentence.

field-missing = This field is missing.
field-unknown = There is no such field here.
field-too-big = The number is larger than this field holds.
field-too-long = { $limit ->
    [one] The text may have at most 1 byte.
   *[other] The text may have at most { $limit } bytes.
}
field-too-many = { $limit ->
    [one] The list may have at most 1 item.
   *[other] The list may have at most { $limit } items.
}
field-empty = The text is empty.
field-forbidden-text = The text holds a character that cannot stand here.
field-unknown-asset = No asset has this symbol.
field-unknown-handle = Nobody has this handle.
field-unknown-choice = This is none of the choices.
field-unknown-action = No action has this name.
field-too-deep = Actions lie too deep inside actions.
field-too-large = The action is larger than one action may be.
field-no-text-here = Only the id of a text can be given here.

field-expected-flag = Expected true or false.
field-expected-number = Expected a whole number, written in digits.
field-expected-id = Expected a number or a handle.
field-expected-time = Expected a moment, such as 2026-11-23 10:00.
field-expected-span = Expected a duration, such as 48h or 1d12h.
field-expected-amount = Expected an amount, such as 12.5 TEC, with no more decimals than the asset has.
field-expected-share = Expected a share from 0 to 1, such as 2/3 or 67%.
field-expected-hash = Expected 64 hexadecimal digits.
field-expected-text = Expected a text.
field-expected-key = Expected a public key, such as ed25519: and its digits.
field-expected-proof = Expected the key and the signature of a proof.
field-expected-choice = Expected one of the choices, with its fields if it has any.
field-expected-action = Expected an action and its fields.
field-expected-list = Expected a list.
field-expected-object = Expected an object with named fields.
