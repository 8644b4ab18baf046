using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;
using HuddleBot.Tests.WholeWay;

namespace HuddleBot.Tests.Parity;

/// <summary>The same team's place on one platform, as the people in it use it. A comment is named by its words; people by their short names.</summary>
internal interface ITeamPlace
{
    Platform Platform { get; }

    Hotel Hotel { get; }

    /// <summary>The team as the bot knows it.</summary>
    string Team { get; }

    /// <summary>What people on this platform are called.</summary>
    string NameOf(string person);

    /// <summary>A customer's comment, as soon as its card is there.</summary>
    Task CommentAsync(string words, int score = 3);

    /// <summary>Presses the button of this verb and fills in the form behind it, if there is one; triage on the managers' card, the rest on the team's.</summary>
    /// <param name="form">The verb of the form, where the button opens the form of a decision that stands.</param>
    Task DecideAsync(string person, string words, string verb, string? form = null, params (string Input, string Value)[] values);

    /// <summary>Whether the card of the comment, or one that it has become, has a button of this verb.</summary>
    bool Offers(string words, string verb);

    Task UntilShownAsync(string words, string shown);

    Task UntilManagersSeeAsync(string words, string shown);

    Task UntilToldInThreadAsync(string words, string told);

    /// <summary>Says something to the bot in the team's place, as one does there, and waits for the words in its answer.</summary>
    Task AskAsync(string person, string request, string answered);

    /// <summary>The same, where what follows is the answer.</summary>
    Task TellBotAsync(string person, string request);

    /// <summary>Writes a message among people, and makes an issue of it from the message's menu.</summary>
    Task SendToHuddleAsync(string person, string words);

    /// <summary>Looks at what is the person's own: the home tab, the personal chat.</summary>
    Task LookAtOwnAsync(string person, string request, string shown);

    /// <summary>Asks for the queue, and in it for another part; waits until it shows these words to that person.</summary>
    Task LookAtQueueAsync(string person, QueueQuery part, string shown);

    /// <summary>Asks what the digest says, and presses the button of this verb on the answer; waits until they are told this.</summary>
    Task PressOnDigestAsync(string person, string verb, string told);

    /// <summary>Asks what the digest says, opens the one thing to decide, and sees these words; the card of what is open longest has a link here.</summary>
    Task OpenFromDigestAsync(string person, string words);

    /// <summary>Opens the line of the queue with this comment, and presses the button of this verb on what opens.</summary>
    Task DecideFromQueueAsync(string person, string words, string verb, params (string Input, string Value)[] values);

    /// <summary>Writes in the thread of the comment's card, as one does there.</summary>
    Task WriteBelowAsync(string person, string words, string said);

    /// <summary>How forms name a person here.</summary>
    string IdOf(string person);

    /// <summary>The card of today's huddle, as soon as it is there.</summary>
    Task UntilHuddleAsync();

    /// <summary>Presses the button of this verb on the huddle's card, and fills in the form behind it, if there is one.</summary>
    Task PressInHuddleAsync(string person, string verb, params (string Input, string Value)[] values);

    Task UntilHuddleShowsAsync(string shown);

    /// <param name="holds">Of everything that the bot has said in the huddle's thread.</param>
    Task UntilInHuddleAsync(Func<string, bool> holds);

    /// <summary>What the card of the last huddle says; null: there was none yet.</summary>
    string? HuddleText { get; }

    /// <summary>Of each message that the bot has sent to the last huddle's thread, what it says now.</summary>
    IReadOnlyList<string> SaidInHuddle { get; }

    /// <summary>More people come to the team's place.</summary>
    /// <returns>Their short names.</returns>
    Task<IReadOnlyList<string>> BringAsync(int count);

    /// <summary>Presses the button of this verb on the last card of the huddle's thread that has it, and fills in its form.</summary>
    /// <returns>False: none has it.</returns>
    Task<bool> DecideInHuddleAsync(string person, string verb, params (string Input, string Value)[] values);

    /// <summary>All press at the same moment.</summary>
    Task PressTogetherInHuddleAsync(IEnumerable<(string Person, string Verb)> presses);

    /// <summary>Of everybody, members or not: how many messages the bot has sent them directly.</summary>
    int SentDirectlyTo(string person);

    /// <summary>Everybody there is, by their short names.</summary>
    IReadOnlyList<string> Everybody { get; }

    /// <summary>Writes in the huddle's thread, as one does there.</summary>
    /// <returns>Changes what was written, or (null) deletes it.</returns>
    Task<Func<string?, Task>> WriteInHuddleAsync(string person, string words);

    Task UntilToldDirectlyAsync(string person, string told);

    /// <summary>The same as <see cref="PressInHuddleAsync"/>, on what the bot has sent this person directly.</summary>
    Task PressDirectlyAsync(string person, string told, string verb, params (string Input, string Value)[] values);

    /// <summary>Reads something long that only this person sees, in whatever opens.</summary>
    Task ReadOnAsync(string person, string words, string verb, string shown);

    /// <summary>Waits until what they looked at shows this no longer, although they have closed nothing.</summary>
    Task UntilContactIsGoneAsync(string person, string secret);

    /// <summary>Both see the undecided card; one plans a fix; the other, who still sees it undecided, dismisses it and is told who was first.</summary>
    Task LoseAsync(string first, string second, string words);

    /// <summary>The bot is thrown out of the place, and comes back.</summary>
    Task RemoveBotAsync();

    Task BringBotBackAsync();

    int CardsWith(string words);
}
