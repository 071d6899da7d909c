mod mix;
mod quiet;
mod quorum;
mod recusal;
mod tally;
mod tracks;
