import { Fragment } from 'react';
import { visiblePieces } from '../format/visible-characters.ts';
import classes from './code-text.module.css';

/** Bank data as the text it is: never HTML, and nothing in it invisible (control characters, odd spaces, edges). */
export function CodeText({ value }: { readonly value: string }) {
  return (
    <code className={classes.code} dir="ltr">
      {visiblePieces(value).map((piece, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity and never move
        <Fragment key={at}>
          {'text' in piece ? (
            piece.text
          ) : (
            <span className={classes.sign} role="img" aria-label={piece.name} title={piece.name}>
              {piece.sign}
            </span>
          )}
        </Fragment>
      ))}
    </code>
  );
}
