mod index;
mod split;
mod velocity;
