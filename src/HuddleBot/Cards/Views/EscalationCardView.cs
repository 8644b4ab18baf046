using HuddleBot.Cards.Templating;
using HuddleBot.Cards.Writing;
using HuddleBot.Core.Cards;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Triage;
using NodaTime;

namespace HuddleBot.Cards.Views;

/// <summary>An escalation before the managers.</summary>
/// <param name="Request">What the team asks, and of whom it comes.</param>
/// <param name="Triage">Where it stands, with its clocks, and what was asked and answered.</param>
/// <param name="Alike">What looks like it, and what another team was told; empty where nothing does.</param>
/// <param name="Told">What who looks at it has just been told: somebody else was faster, and what they had written; null: nothing.</param>
/// <param name="Weight">How heavy it is, and why; null where there is nothing left to do.</param>
internal sealed record EscalationCardView(
    string? Told, string Heading, IReadOnlyList<LineView> Request, string Headline, string? Words, string Context, IReadOnlyList<LineView> Triage, IReadOnlyList<string> Alike, [property: OurWords] string? Weight,
    [property: ShownOn(Platform.Slack)] IReadOnlyList<ActionRowView> Rows) : CardView
{
    [ShownOn(Platform.Teams)]
    public required EscalationOnTeams OnTeams { get; init; }

    public static EscalationCardView From(CardContent.EscalationCard card, CardWriter write)
    {
        var (item, team) = (card.Item, card.Team);
        var asked = AskedIn(item.Issue.State);
        var heading = HeadingOf(item.Issue.State, asked?.Escalation, team, write);
        var comment = write.Room.Of(CardLengths.Comment);
        var triage = TriageButtons.Of(item, write);
        ButtonView[] showAll = IssueWords.AreLongerThan(item, comment) ? [TriageButtons.Button(item, Verbs.Show, Phrases.Buttons.ShowAll, write)] : [];
        var zone = card.Zone ?? EscalationWords.ZoneOf(team);
        return new(
            card.Overtaken is { } refusal ? ToldOf(write.Refuse(refusal, team), card.Unsaid, write) : null,
            heading,
            asked is null ? [] : [.. RequestOf(asked, zone, write)],
            write.Headline(item),
            IssueWords.Words(item, comment),
            write.Context(item, team, zone),
            [.. (card.IsReplaced ? [write.Say(Phrases.Escalations.Replaced)] : TriageOf(item, team, zone, write)).Select((text, i) => new LineView(text, Strong: i == 0))],
            [.. write.Alike(card.Suggestion)],
            item.Issue.State is IssueState.EscalatedToManager { Escalation.Triage: not (TriageState.Declined or TriageState.Resolved) }
                ? write.Say(Phrases.Weights.Line, write.Weight(EscalationWeight.Of(team, item, write.Now)))
                : null,
            ActionRowView.Of(triage.Count == 0 ? [showAll] : [.. triage.SkipLast(1), [.. triage[^1], .. showAll]], "triage", item))
        {
            Summary = write.Say(Phrases.Lines.Sentence, heading, write.Notice(item)),
            OnTeams = EscalationOnTeams.From(card, triage, showAll, write),
        };
    }

    private static string ToldOf(string refusal, string? unsaid, CardWriter write) =>
        DecisionWords.Typed(unsaid, write.Room.Of(CardLengths.Letter)) is { } words ? write.Say(Phrases.Escalations.Unsaid, refusal, words) : refusal;

    /// <summary>What the team asks, or asked before it was sent back with guidance; null: it has taken that back.</summary>
    private static IssueState.EscalatedToManager? AskedIn(IssueState state) => state switch
    {
        IssueState.EscalatedToManager escalated => escalated,
        _ => Guidance.In(state)?.Escalation,
    };

    private static string HeadingOf(IssueState state, Escalation? escalation, FrontlineTeam team, CardWriter write)
    {
        if (escalation is null) return write.Say(Phrases.Escalations.WithdrawnHeading, CardWriter.Name(team));
        var heading = (state, escalation.Triage) switch
        {
            (not IssueState.EscalatedToManager, _) => Phrases.Escalations.SentBackHeading,
            (_, TriageState.Accepted { Priority: Priority.High }) => Phrases.Escalations.UrgentHeading,
            _ => Phrases.Escalations.Heading,
        };
        return write.Say(heading, CardWriter.Name(team), DisplayText.Line(escalation.Category, CardLengths.Category));
    }

    private static IEnumerable<string> TriageOf(IssueWithResponse item, FrontlineTeam team, DateTimeZone zone, CardWriter write)
    {
        if (item.Issue.State is IssueState.EscalatedToManager { Escalation: var escalation })
        {
            var isAnswered = escalation.Triage is TriageState.Declined or TriageState.Resolved;
            yield return write.Standing(escalation, team, zone);
            if (!isAnswered) yield return write.Clocks(item, escalation, team, zone);
            foreach (var again in write.Again(item, zone)) yield return again;
            foreach (var said in write.Exchanged(escalation.Exchange, isAnswered ? CardLengths.FormComment : CardLengths.Exchange)) yield return said;
            foreach (var why in write.AskedAgain(item.Issue, CardLengths.Exchange)) yield return why;
            if (escalation.Triage is TriageState.Resolved { Helped: not null }) foreach (var helped in write.Helped(escalation.Triage)) yield return helped;
        }
        else if (Guidance.In(item.Issue.State) is { } guidance)
        {
            foreach (var words in write.SentBack(guidance, CardLengths.Letter)) yield return words;
            yield return write.StateLine(item.Issue.State, team);
        }
        else
        {
            yield return write.Say(Phrases.Escalations.Withdrawn);
        }
    }

    private static IEnumerable<LineView> RequestOf(IssueState.EscalatedToManager escalated, DateTimeZone zone, CardWriter write)
    {
        var escalation = escalated.Escalation;
        var isOpen = escalation.Triage is TriageState.Waiting or TriageState.Asked or TriageState.Accepted;
        foreach (var ask in write.Optional(Phrases.States.Ask, escalation.Ask, isOpen ? CardLengths.Letter : CardLengths.Typed)) yield return new(ask, Strong: false);
        foreach (var hurt in write.Optional(Phrases.States.AlsoHurt, escalation.AlsoHurt)) yield return new(hurt, Strong: false);
        yield return new(write.Say(Phrases.Escalations.AskedBy, CardWriter.Name(escalated.DecidedBy), write.Moment(escalation.AskedAt, zone)), Strong: false);
        foreach (var before in write.Before(escalated.SentBack)) yield return new(before, Strong: false);
    }
}

/// <param name="Title">What this is, without names.</param>
/// <param name="ShowAll">To the whole comment, where there is more of it.</param>
/// <param name="Rows">What a manager can decide; empty for somebody who may not.</param>
/// <param name="Hidden">The rows open behind "For managers", since everybody sees the same card.</param>
/// <param name="Shown">They stand open.</param>
/// <param name="Back">To the queue that it was opened from; empty where it was not.</param>
internal sealed record EscalationOnTeams(
    [property: OurWords] string Title, AboutView About, IReadOnlyList<ButtonView> ShowAll, IReadOnlyList<RowView> Rows, bool Hidden, bool Shown, IReadOnlyList<QueueButtonView> Back,
    IReadOnlyList<string> RefreshFor)
{
    public static EscalationOnTeams From(CardContent.EscalationCard card, IReadOnlyList<IReadOnlyList<ButtonView>> triage, IReadOnlyList<ButtonView> showAll, CardWriter write)
    {
        var title = card.Item.Issue.State switch
        {
            IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted { Priority: Priority.High } } => Phrases.Escalations.UrgentTitle,
            IssueState.EscalatedToManager => Phrases.Escalations.Title,
            IssueState.FixingIt { Guidance: not null } or IssueState.Done { Fix.Guidance: not null } or IssueState.Dropped { Fix.Guidance: not null } => Phrases.Escalations.SentBackTitle,
            _ => Phrases.Escalations.WithdrawnTitle,
        };
        var isHidden = card.Audience == Audience.Everyone && triage.Count > 0;
        var isOfQueue = card.InPlace?.Card == CardKinds.Queue;
        var kind = isOfQueue ? CardKinds.Queue : CardKinds.Escalation;
        return new(
            write.Say(title),
            AboutView.Of(card.Item, kind),
            showAll,
            card.Audience == Audience.Member ? [] : RowView.Of(triage, card.Team, card.Item, kind, write),
            isHidden,
            !isHidden,
            isOfQueue ? [new("queue-back", write.Say(Phrases.Buttons.QueueBack), QueueQuery.First)] : [],
            Views.RefreshFor.Managers(card.Team, card.Item));
    }
}
