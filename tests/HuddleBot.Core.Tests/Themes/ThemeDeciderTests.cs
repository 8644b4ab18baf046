using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Tests.Builders;
using HuddleBot.Core.Themes;
using NodaTime;
using static HuddleBot.Core.Tests.Builders.Given;

namespace HuddleBot.Core.Tests.Themes;

public sealed class ThemeDeciderTests
{
    private static readonly ThemeId Id = ThemeId.Of("form-1");
    private static readonly Theme Open = ThemeHistory.Apply(
        ThemeHistory.Begin(Id, new ThemeEvent.Begun(Mia, Now, "No sign for the bus", Now + Duration.FromDays(2))), new ThemeEvent.Joined(Mia, Now, Given.IssueId));

    [Fact]
    public void Accepting_is_one_tap_by_whoever_taps_with_the_team_s_default_date()
    {
        var accepted = Assert.IsType<ThemeState.Accepted>(After(Open, new ThemeCommand.Accept(null, null)).State);
        Assert.Equal((Mia, new LocalDate(2026, 12, 4)), (accepted.Owner, accepted.By));
    }

    [Fact]
    public void A_second_manager_is_told_who_was_first()
    {
        var refused = Refused(After(Open, new ThemeCommand.Accept(null, null)), new ThemeCommand.Accept(null, null), Ben);
        var first = Assert.IsType<Refusal.DecidedBefore>(refused);
        Assert.Equal("Mia", first.First.By.Name);
        Assert.False(first.ByYou);
    }

    [Fact]
    public void The_form_of_an_acceptance_changes_owner_and_date_and_keeps_what_it_leaves_empty()
    {
        var accepted = After(Open, new ThemeCommand.Accept(Ben, null));
        var moved = Assert.IsType<ThemeState.Accepted>(After(accepted, new ThemeCommand.Accept(null, new(2026, 12, 24))).State);
        Assert.Equal((Ben, new LocalDate(2026, 12, 24)), (moved.Owner, moved.By));
    }

    [Fact]
    public void A_date_lies_ahead_and_not_too_far()
    {
        Assert.IsType<Refusal.DateInThePast>(Refused(Open, new ThemeCommand.Accept(null, new(2026, 11, 19))));
        Assert.IsType<Refusal.DateTooFar>(Refused(Open, new ThemeCommand.Accept(null, new(2226, 11, 19))));
    }

    [Fact]
    public void Resolving_and_declining_need_words_and_happen_once()
    {
        Assert.Equal("answer", Assert.IsType<Refusal.Missing>(Refused(Open, new ThemeCommand.Resolve("  "))).Input);
        Assert.Equal("reason", Assert.IsType<Refusal.Missing>(Refused(Open, new ThemeCommand.Decline(null))).Input);
        Assert.IsType<Refusal.TooLong>(Refused(Open, new ThemeCommand.Resolve(new string('x', IssueLimits.Text + 1))));
        var resolved = After(Open, new ThemeCommand.Resolve(" Signs are up. "));
        Assert.Equal("Signs are up.", Assert.IsType<ThemeState.Resolved>(resolved.State).Answer);
        foreach (var command in (ThemeCommand[])[new ThemeCommand.Resolve("Again"), new ThemeCommand.Decline("No"), new ThemeCommand.Accept(null, null)])
            Assert.IsType<Refusal.DecidedBefore>(Refused(resolved, command, Ben));
    }

    [Fact]
    public void What_is_resolved_or_declined_can_be_opened_again_with_a_new_clock()
    {
        Assert.IsType<Refusal.NotNow>(Refused(Open, new ThemeCommand.Reopen(null)));
        var reopened = After(After(Open, new ThemeCommand.Decline("No money")), new ThemeCommand.Reopen(null));
        Assert.True(Assert.IsType<ThemeState.Open>(reopened.State).AnswerBy > Now);
    }

    [Fact]
    public void The_last_decision_is_taken_back_one_step_and_only_once()
    {
        var accepted = After(Open, new ThemeCommand.Accept(null, null));
        var resolved = After(accepted, new ThemeCommand.Resolve("Done"));
        var undone = After(resolved, new ThemeCommand.Undo(resolved.Version));
        Assert.Equal(accepted.State, undone.State);
        Assert.IsType<Refusal.DecidedBefore>(Refused(undone, new ThemeCommand.Undo(null), Ben));
        Assert.IsType<Refusal.DecidedBefore>(Refused(resolved, new ThemeCommand.Undo(resolved.Version - 1), Ben));
        Assert.IsType<Refusal.NotNow>(Refused(Open, new ThemeCommand.Undo(null)));
    }

    [Fact]
    public void A_title_is_one_line_that_fits()
    {
        Assert.Equal("No sign", Assert.IsType<ThemeEvent.Renamed>(Decided(Open, new ThemeCommand.Rename("  No \n sign "))).Title);
        Assert.IsType<Refusal.Missing>(Refused(Open, new ThemeCommand.Rename(" \u200b")));
        Assert.IsType<Refusal.TooLong>(Refused(Open, new ThemeCommand.Rename(new string('x', ThemeSuggestion.TitleLimit + 1))));
        Assert.IsType<Refusal.NotNow>(Refused(Open, new ThemeCommand.Rename(Open.Title)));
        Assert.Equal(ThemeSuggestion.TitleLimit, ThemeDecider.Title(new string('x', 200))!.Length);
        Assert.Equal(ThemeSuggestion.TitleLimit - 1, ThemeDecider.Title(new string('x', ThemeSuggestion.TitleLimit - 2) + "😀😀")!.Length);
    }

    [Fact]
    public void Who_leaves_and_joins_again_is_in_it_once()
    {
        var again = ThemeHistory.Apply(ThemeHistory.Apply(Open, new ThemeEvent.Left(Mia, Now, Given.IssueId)), new ThemeEvent.Joined(Mia, Now, Given.IssueId));
        Assert.Equal([new ThemeMember(Given.IssueId, 4)], again.Members);
    }

    [Fact]
    public void Members_follow_their_theme_and_nothing_else()
    {
        var merged = MergedInto(Id);
        var reference = new ThemeReference(Id, "No sign for the bus");
        var done = Follow(merged, new(reference, new ThemeWord.Resolved("Signs are up.")));
        var resolved = Assert.IsType<TriageState.Resolved>(Triage(done));
        Assert.Equal(("Signs are up.", reference), (resolved.Answer, resolved.Theme));

        // Open again: it is the theme's turn, as before.
        Assert.Equal(Id, Assert.IsType<TriageState.Merged>(Triage(Follow(done, new(reference, new ThemeWord.Waits())))).Theme);
        var accepted = Assert.IsType<TriageState.Merged>(Triage(Follow(merged, new(reference, new ThemeWord.Accepted(Ben, new(2026, 12, 4))))));
        Assert.Equal((Ben, new LocalDate(2026, 12, 4), Mia), (accepted.Owner, accepted.By, accepted.DecidedBy));

        Assert.Null(TryFollow(merged, new(reference, new ThemeWord.Waits())));
        Assert.Null(TryFollow(done, new(reference, new ThemeWord.Resolved("Signs are up."))));
        Assert.Null(TryFollow(merged, new(new(ThemeId.Of("another"), "Another"), new ThemeWord.Resolved("Signs are up."))));
        Assert.Null(TryFollow(Given.Issue((Ana, new IssueCommand.Escalate(null, null, null))), new(reference, new ThemeWord.Declined("No"))));
    }

    private static Issue MergedInto(ThemeId theme) => Given.Issue((Ana, new IssueCommand.Escalate(null, null, null)), (Mia, new IssueCommand.TriageMerge(theme, "No sign for the bus")));

    private static TriageState Triage(Issue issue) => Assert.IsType<IssueState.EscalatedToManager>(issue.State).Escalation.Triage;

    private static Issue Follow(Issue issue, IssueCommand.FollowTheme command) => TryFollow(issue, command) ?? throw new InvalidOperationException("it does not follow");

    private static Issue? TryFollow(Issue issue, IssueCommand.FollowTheme command) =>
        IssueDecider.Decide(issue, command, Mia, Now, FrontDesk) is IssueDecision.Accepted { Event: var @event } ? IssueHistory.Apply(issue, @event) : null;

    private static Theme After(Theme theme, ThemeCommand command) => ThemeHistory.Apply(theme, Decided(theme, command));

    private static ThemeEvent Decided(Theme theme, ThemeCommand command) => Assert.IsType<ThemeDecision.Accepted>(ThemeDecider.Decide(theme, command, Mia, Now, FrontDesk)).Event;

    private static Refusal Refused(Theme theme, ThemeCommand command, Actor? by = null) =>
        Assert.IsType<ThemeDecision.Refused>(ThemeDecider.Decide(theme, command, by ?? Mia, Now, FrontDesk)).Refusal;
}
