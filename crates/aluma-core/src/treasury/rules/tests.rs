mod index;
mod split;
mod stream;
mod velocity;
