const words = {
  operation_timeout: 'The bot did not answer in time (operation_timeout).',
  dispatch_failed: 'The bot could not be reached (dispatch_failed).',
  http_error: 'The bot answered with an error (http_error).',
  not_in_channel: 'You are not a member of this channel (not_in_channel).',
  playground_not_reachable: 'The Playground does not answer. Is ./run still running?',
};

/** A refusal in words, with Slack's own error beside it. */
export const inWords = (error) => words[error] ?? `That did not work (${error ?? 'unknown error'}).`;
