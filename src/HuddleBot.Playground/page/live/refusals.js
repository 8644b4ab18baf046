const words = {
  playground_not_reachable: 'The Playground does not answer. Is ./run still running?',
};

/** A refusal in words, with Slack's own error beside it; what is words already stays as it is. */
export const inWords = (error) => words[error] ?? (/\s/.test(error ?? '') ? error : `That did not work (${error ?? 'unknown error'}).`);
