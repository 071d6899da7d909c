//! Every sentence a person reads, by code, in English and Hebrew.
