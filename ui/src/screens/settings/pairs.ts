// Two texts that belong together in a list, and the words around them.

export interface Pair {
  first: string;
  second: string;
}

export interface PairWords {
  first: string;
  second: string;
  empty: string;
  nothing: string;
  nothingSecond: string;
}
