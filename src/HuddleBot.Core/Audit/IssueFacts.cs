using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using NodaTime;
using NodaTime.Text;

namespace HuddleBot.Core.Audit;

/// <summary>
/// Where an issue stands, as names and texts for other programs: dates and instants in ISO 8601, people as <c>slack/T0001/U0002</c> beside their name. The words of states
/// are the same for ever.
/// </summary>
public static class IssueFacts
{
    /// <summary>What is known of the state, by name; what is not known is not in it.</summary>
    public static IReadOnlyDictionary<string, string> Of(Issue issue)
    {
        var facts = new Facts { ["loop"] = LoopOf(issue.State), ["state"] = StateOf(issue.State) };
        switch (issue.State)
        {
            case IssueState.Undecided: break;
            case IssueState.FixingIt s: AddFix(facts, s); break;
            case IssueState.Done s:
                AddFix(facts, s.Fix);
                facts.Add("decidedBy", s.DecidedBy);
                (facts["outcome"], facts["whatHappened"]) = (Lower(s.Outcome), s.WhatHappened);
                break;
            case IssueState.Dropped s:
                AddFix(facts, s.Fix);
                facts.Add("decidedBy", s.DecidedBy);
                facts["reason"] = s.Reason;
                break;
            case IssueState.Celebrated s:
                facts.Add("decidedBy", s.DecidedBy);
                facts["thanks"] = s.Thanks;
                break;
            case IssueState.NotActionable s:
                facts.Add("decidedBy", s.DecidedBy);
                facts["reason"] = s.Reason;
                break;
            case IssueState.EscalatedToManager s: AddEscalation(facts, s); break;
            default: throw new ArgumentOutOfRangeException(nameof(issue), issue.State, "no such state");
        }

        return facts.Known;
    }

    /// <summary><c>inner</c>, <c>outer</c>, or null: in no loop.</summary>
    public static string? LoopOf(IssueState state) => state switch
    {
        IssueState.FixingIt or IssueState.Done or IssueState.Dropped => "inner",
        IssueState.EscalatedToManager => "outer",
        _ => null,
    };

    public static string StateOf(IssueState state) => NameOfState(state.GetType().Name);

    /// <summary>The word for a state that a row calls by the name of its type.</summary>
    internal static string NameOfState(string type) => type switch
    {
        nameof(IssueState.FixingIt) => "fixing",
        nameof(IssueState.EscalatedToManager) => "escalated",
        _ => char.ToLowerInvariant(type[0]) + type[1..],
    };

    /// <summary>Null: it is with no manager.</summary>
    public static string? TriageOf(IssueState state) => (state as IssueState.EscalatedToManager)?.Escalation.Triage switch
    {
        null => null,
        TriageState.Waiting => "waiting",
        TriageState.Asked => "asked",
        TriageState.Accepted => "accepted",
        TriageState.Merged => "merged",
        TriageState.Declined => "declined",
        TriageState.Resolved => "resolved",
        var other => throw new ArgumentOutOfRangeException(nameof(state), other, "no such state of an escalation"),
    };

    /// <summary>Who has taken it on; null: nobody has, or it is over.</summary>
    public static Actor? OwnerOf(IssueState state) => state switch
    {
        IssueState.FixingIt s => s.Owner,
        IssueState.Done s => s.Fix.Owner,
        IssueState.Dropped s => s.Fix.Owner,
        IssueState.EscalatedToManager { Escalation.Triage: TriageState.Accepted accepted } => accepted.Owner,
        IssueState.EscalatedToManager { Escalation.Triage: TriageState.Merged merged } => merged.Owner,

        // The next step is the team's, and there of who escalated it.
        IssueState.EscalatedToManager { Escalation.Triage: TriageState.Asked } s => s.DecidedBy,
        _ => null,
    };

    private static void AddFix(Facts facts, IssueState.FixingIt fix)
    {
        facts.Add("decidedBy", fix.DecidedBy);
        facts.Add("owner", fix.Owner);
        (facts["try"], facts["date"]) = (fix.Try, Text(fix.By));
        if (fix.Guidance is not { } guidance) return;
        facts["guidance"] = guidance.Words;
        facts.Add("guidanceBy", guidance.By);
    }

    private static void AddEscalation(Facts facts, IssueState.EscalatedToManager state)
    {
        var escalation = state.Escalation;
        facts.Add("decidedBy", state.DecidedBy);
        (facts["category"], facts["ask"], facts["alsoHurt"]) = (escalation.Category, escalation.Ask, escalation.AlsoHurt);
        (facts["askedAt"], facts["answerBy"], facts["resolveBy"]) = (Text(escalation.AskedAt), Text(escalation.AnswerBy), escalation.ResolveBy is { } by ? Text(by) : null);
        facts["snoozedUntil"] = escalation.SnoozedUntil is { } until ? Text(until) : null;
        facts["triage"] = TriageOf(state);
        facts.Add("owner", OwnerOf(state));
        if (escalation.Exchange is { } exchange)
        {
            facts["question"] = exchange.Question;
            facts.Add("questionBy", exchange.AskedBy);
            facts["questionAnswer"] = exchange.Answer;
            facts.Add("questionAnsweredBy", exchange.AnsweredBy);
        }

        switch (escalation.Triage)
        {
            case TriageState.Asked t:
                facts.Add("triagedBy", t.DecidedBy);
                facts["questionAnswerBy"] = Text(t.AnswerBy);
                break;
            case TriageState.Accepted t:
                facts.Add("triagedBy", t.DecidedBy);
                (facts["priority"], facts["date"], facts["group"]) = (Lower(t.Priority), Text(t.By), t.Group?.Id);
                break;
            case TriageState.Merged t:
                facts.Add("triagedBy", t.DecidedBy);
                (facts["theme"], facts["themeTitle"], facts["date"]) = (t.Theme.ToString(), t.Title, t.By is { } date ? Text(date) : null);
                facts["group"] = t.Group?.Id;
                break;
            case TriageState.Declined t:
                facts.Add("triagedBy", t.DecidedBy);
                (facts["reason"], facts["theme"], facts["themeTitle"]) = (t.Reason, t.Theme?.Id.ToString(), t.Theme?.Title);
                break;
            case TriageState.Resolved t:
                facts.Add("triagedBy", t.DecidedBy);
                (facts["answer"], facts["helped"]) = (t.Answer, t.Helped is { } helped ? Lower(helped) : null);
                (facts["theme"], facts["themeTitle"]) = (t.Theme?.Id.ToString(), t.Theme?.Title);
                break;
        }
    }

    private static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static string Lower<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private sealed class Facts
    {
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        public IReadOnlyDictionary<string, string> Known => known;

        public string? this[string name]
        {
            set
            {
                if (value is null) known.Remove(name);
                else known[name] = value;
            }
        }

        public void Add(string name, Actor? person)
        {
            this[name] = person?.Id.ToString();
            this[name + "Name"] = person?.Name;
        }
    }
}
