//! The running ledger: mempool, ordering seam, block loop, event feed.
