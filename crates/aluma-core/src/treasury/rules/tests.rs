mod index;
mod items;
mod split;
mod stream;
mod velocity;
