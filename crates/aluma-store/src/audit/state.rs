//! The records of a snapshot, held to the format a second time.

use super::frame::Cursor;
use crate::snapshot::{
    SNAPSHOT_END_RECORD, SNAPSHOT_HEADER_RECORD, SNAPSHOT_ROWS_RECORD, SnapshotHeader,
};

#[derive(Default)]
pub(super) struct SnapshotReading {
    pub(super) header: Option<SnapshotHeader>,
    rows: u64,
    chunks: u64,
    last: Option<(u16, Vec<u8>)>,
    pub(super) ended: bool,
}

impl SnapshotReading {
    pub(super) fn record(
        &mut self,
        kind: u8,
        payload: &[u8],
        visit: &mut impl FnMut(u16, &[u8], &[u8]),
    ) -> Result<(), String> {
        let mut cursor = Cursor(payload);
        match kind {
            SNAPSHOT_HEADER_RECORD if self.header.is_none() => {
                self.header = Some(read_header(&mut cursor).ok_or("the snapshot's header")?);
                Ok(())
            }
            SNAPSHOT_ROWS_RECORD if !self.ended => self.chunk(cursor, visit),
            SNAPSHOT_END_RECORD if !self.ended => {
                self.ended = true;
                let counts = (cursor.u64(), cursor.u64());
                let same = counts == (Some(self.rows), Some(self.chunks));
                if same { Ok(()) } else { Err("the snapshot's counts".into()) }
            }
            _ => Err("a record out of place".into()),
        }
    }

    fn chunk(
        &mut self,
        mut cursor: Cursor<'_>,
        visit: &mut impl FnMut(u16, &[u8], &[u8]),
    ) -> Result<(), String> {
        self.chunks += 1;
        let count = cursor.u32().ok_or("a chunk of rows")?;
        for _ in 0..count {
            let table = cursor.u16().ok_or("a chunk of rows")?;
            let (key_len, value_len) = (cursor.u32().unwrap_or(0), cursor.u32().unwrap_or(0));
            let key = cursor.take(key_len as usize).ok_or("a key")?;
            let value = cursor.take(value_len as usize).ok_or("a value")?;
            self.rows += 1;
            let here = (table, key.to_vec());
            let sorted = self.last.as_ref().is_none_or(|last| *last < here);
            self.last = Some(here);
            if !sorted {
                return Err(format!("row {} is out of order", self.rows - 1));
            }
            visit(table, key, value);
        }
        if cursor.0.is_empty() { Ok(()) } else { Err("bytes behind the rows".into()) }
    }
}

fn read_header(cursor: &mut Cursor<'_>) -> Option<SnapshotHeader> {
    let (height, block_id, state_root) = (cursor.u64()?, cursor.array()?, cursor.array()?);
    let meta_len = cursor.u32()?;
    let meta = cursor.take(meta_len as usize)?.to_vec();
    let tables = cursor.u32()?;
    let counts = (0..tables).map(|_| Some((cursor.u16()?, cursor.u64()?)));
    let row_counts = counts.collect::<Option<_>>()?;
    Some(SnapshotHeader { height, block_id, state_root, meta, row_counts })
}
