using HuddleBot.Core.Cards;
using HuddleBot.Core.Digests;
using HuddleBot.Core.FollowUps;
using HuddleBot.Core.Huddles;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Themes;
using HuddleBot.Triage;

namespace HuddleBot.MicrosoftTeams.Actions;

/// <summary>Which verb does what, however it comes: from a button in place, a form in a dialog, or a message of an old client.</summary>
public sealed class CardVerbs
{
    /// <summary>Their forms stand on no card, or need something that only the person knows: without any field they are asked for.</summary>
    private static readonly HashSet<string> Asked = new(StringComparer.Ordinal)
    {
        Verbs.TriageAsk, Verbs.TriageReturn, Verbs.TriageMerge, Verbs.TriageSnooze, Verbs.TriageReopen, Verbs.AnswerQuestion,
    };

    private readonly Dictionary<string, ICardVerb> table = new(StringComparer.Ordinal);
    private readonly TeamsConversation conversation;

    public CardVerbs(
        IIssueDesk desk, IHuddleDesk huddles, TeamsConversation conversation, CardForms forms, HuddleCards cards, FollowUpCards calls, ManagersQueue queue, IThemeDesk themes, FormsAgain again, IDigestDesk digests)
    {
        this.conversation = conversation;
        foreach (var (verb, meaning) in ButtonMeaning.ByVerb)
        {
            table[verb] = meaning switch
            {
                ButtonMeaning.Decide => new DecideVerb(desk, conversation, forms),
                ButtonMeaning.OpenForm open when Asked.Contains(verb) => new DecideVerb(desk, conversation, forms, open.Form),

                // Where the button opens a form that decides under the same verb, the form stands on the card already.
                ButtonMeaning.OpenForm when DecisionForms.All.Contains(verb) => new DecideVerb(desk, conversation, forms),
                ButtonMeaning.OpenForm open => new OpenFormVerb(forms, open.Form),
                ButtonMeaning.ShowComment => new OpenFormVerb(forms, FormKind.FullComment),
                ButtonMeaning.OpenGathered => new OpenGatheredVerb(desk, conversation),
                ButtonMeaning.ShowQueue => new QueueVerb(queue, conversation),
                ButtonMeaning.OpenQueued => new OpenQueuedVerb(forms, themes, conversation),
                ButtonMeaning.InHuddle at => new HuddleVerb(huddles, conversation, cards, at.Command),
                ButtonMeaning.OpenHuddleForm open => new HuddleFormVerb(huddles, conversation, cards, open.Form),
                ButtonMeaning.ForCustomer or ButtonMeaning.LookAtFollowUp => new FollowUpVerb(calls),
                ButtonMeaning.InTheme at => new ThemeVerb(themes, conversation, again, at.Command),
                ButtonMeaning.OpenThemeForm => new ThemeVerb(themes, conversation, again, null),
                ButtonMeaning.SendDigest send => new SendDigestVerb(digests, conversation, send.Target),
                _ => throw new InvalidOperationException($"{verb} has no handler"),
            };
        }

        table[Verbs.Add] = new AddVerb(desk, conversation, forms);
        table[Verbs.Refresh] = new RefreshVerb(forms, cards, calls, themes, conversation);
    }

    public IReadOnlyCollection<string> All => table.Keys;

    public async Task<CardOutcome> DoAsync(CardData data, Speaker who, CancellationToken cancellationToken) => table.TryGetValue(data.Verb, out var verb)
        ? await verb.DoAsync(data, who, cancellationToken)
        : conversation.Refuse(null, new Refusal.Unknown());
}
