using HuddleBot.Core.Cards;
using HuddleBot.Core.Delivery;
using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Issues;
using HuddleBot.Core.Storage;
using HuddleBot.Core.Tracing;
using NodaTime;

namespace HuddleBot.Core.Themes;

/// <summary>The thin shell around <see cref="ThemeDecider"/>: authorize, load, decide, save with what is to be passed on.</summary>
public sealed class ThemeDesk(
    ITableStore store, ThemeStore themes, IssueStore issues, ITeamDirectory directory, IEnumerable<IChatDirectory> people, IDoorbell doorbell, IThemeBell bell, TimeProvider time) : IThemeDesk
{
    private const int Tries = 50;

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    public async Task<ThemeReply> DoAsync(ThemeId theme, Actor actor, string operation, ThemeCommand command, CancellationToken cancellationToken)
    {
        using var step = Traces.StartWithin("decide " + command.GetType().Name);
        for (var tries = 0; tries < Tries; tries++)
        {
            var teams = await directory.CurrentAsync(cancellationToken);
            if (await themes.LoadAsync(theme, cancellationToken) is not { } loaded || Concerned(loaded.Theme, teams) is not [var first, ..] concerned)
                return new ThemeReply.Refused(null, new Refusal.Unknown());
            if (loaded.Operations.Contains(operation)) return new ThemeReply.AlreadyDone(await ViewAsync(loaded.Theme, teams, cancellationToken));
            if (!May(loaded.Theme, concerned, actor.Id, command)) return new ThemeReply.Refused(first, new Refusal.NotAManager());

            if (ThemeDecider.WhyOvertaken(loaded, command, actor) is { } overtaken) return new ThemeReply.Refused(first, overtaken);

            var decision = ThemeDecider.Decide(loaded.Theme, await NameTheLeadAsync(first, actor, command, cancellationToken), actor, Now, first);
            if (decision is not ThemeDecision.Accepted { Event: var @event })
            {
                return decision is ThemeDecision.Unchanged || IsTappedTwice(loaded.Theme, command, actor)
                    ? new ThemeReply.AlreadyDone(await ViewAsync(loaded.Theme, teams, cancellationToken))
                    : new ThemeReply.Refused(first, ((ThemeDecision.Refused)decision).Refusal);
            }

            var (after, actions) = ThemeStore.Save(theme, loaded, [@event], operation);
            if (await store.SubmitTransactionAsync(actions, cancellationToken) is not TransactionOutcome.Committed) continue;

            // Whoever dispatches hears it, in this process or another, and passes on what was decided.
            bell.Ring();
            await doorbell.RingAsync(first.Id, cancellationToken);
            return new ThemeReply.Done(await ViewAsync(after, teams, cancellationToken));
        }

        throw new InvalidOperationException($"theme {theme} changed {Tries} times while it was being saved");
    }

    public async Task<LookReply> LookAsync(ThemeId theme, Actor actor, ThemeForm form, int page, CancellationToken cancellationToken)
    {
        var teams = await directory.CurrentAsync(cancellationToken);
        if (await themes.FindAsync(theme, cancellationToken) is not { } found || Concerned(found, teams) is not [var first, ..] concerned)
            return new LookReply.Refused(null, new Refusal.Unknown());
        var owns = form != ThemeForm.Decline && (IsOwner(found, first, actor.Id) || HasSpokenAsOwner(found, first, actor.Id));
        if (!owns && !MayTriage(concerned, actor.Id)) return new LookReply.Refused(first, new Refusal.NotAManager());
        var view = await ViewAsync(found, teams, cancellationToken);
        CardContent? content = form switch
        {
            ThemeForm.Card => new CardContent.ThemeCard(view),
            ThemeForm.Evidence => await EvidenceAsync(view, page, cancellationToken),
            ThemeForm.Rename => Form(),
            ThemeForm.Accept or ThemeForm.Decline or ThemeForm.Resolve when !found.State.IsOver => Form(),
            _ => null,
        };
        return content is null ? new LookReply.Refused(first, new Refusal.NotNow()) : new LookReply.Show(content);

        CardContent Form() => new CardContent.ThemeForm(view, form, actor, ThemeDecider.DefaultDate(first, Now));
    }

    private async Task<CardContent> EvidenceAsync(ThemeView view, int page, CancellationToken cancellationToken)
    {
        // The latest first: who opens this wants to know how it is now.
        var members = view.Theme.Members.Reverse().ToList();
        var pages = Math.Max(1, (members.Count + CardContent.ThemeEvidence.PageSize - 1) / CardContent.ThemeEvidence.PageSize);
        var shown = Math.Clamp(page, 0, pages - 1);
        var some = members.Skip(shown * CardContent.ThemeEvidence.PageSize).Take(CardContent.ThemeEvidence.PageSize).Select(member => member.Issue);
        return new CardContent.ThemeEvidence(view, [.. (await issues.LoadAsync(some, cancellationToken)).Select(loaded => loaded.Item)], shown, pages);
    }

    private async Task<ThemeView> ViewAsync(Theme theme, TeamsSnapshot teams, CancellationToken cancellationToken) =>
        ThemeView.Of(theme, await themes.FactsAsync(theme.Id, cancellationToken), teams, Now);

    private static List<FrontlineTeam> Concerned(Theme theme, TeamsSnapshot teams) => [.. theme.Teams.Select(teams.Find).OfType<FrontlineTeam>()];

    /// <summary>A group is accountable by its lead, who has a name.</summary>
    private async Task<ThemeCommand> NameTheLeadAsync(FrontlineTeam team, Actor actor, ThemeCommand command, CancellationToken cancellationToken) =>
        command is ThemeCommand.Accept { Owner: null, Group: { } id } accept && team.Company.FindGroup(id.Trim()) is { } group
            ? accept with { Owner = await GroupLeads.NameAsync(people, group, actor, cancellationToken) }
            : command;

    /// <summary>
    /// Who may triage in one of the teams concerned decides for all of them; the owner, the people of the group, and who stands in for the owner or manages them settle what was
    /// taken on, hand it over, or call it something else, and take their own word back.
    /// </summary>
    private static bool May(Theme theme, IReadOnlyList<FrontlineTeam> concerned, PersonId person, ThemeCommand command) =>
        MayTriage(concerned, person) || (command is ThemeCommand.Undo ? HasSpokenAsOwner(theme, concerned[0], person)
            : IsOwner(theme, concerned[0], person) && command is (ThemeCommand.Resolve or ThemeCommand.Accept or ThemeCommand.Rename));

    private static bool MayTriage(IReadOnlyList<FrontlineTeam> concerned, PersonId person) => concerned.Any(team => Authorization.MayTriage(team, person) is null);

    private static bool IsOwner(Theme theme, FrontlineTeam team, PersonId person) => IsOwner(theme.State, team, person);

    private static bool IsOwner(ThemeState? state, FrontlineTeam team, PersonId person) =>
        state is ThemeState.Accepted accepted && Ownership.IsOwner(team.Company, accepted.Owner, accepted.Group, person);

    /// <summary>Whether the person made the last decision, as the owner of what was accepted, so that it is theirs to take back.</summary>
    private static bool HasSpokenAsOwner(Theme theme, FrontlineTeam team, PersonId person) => IsOwner(theme.BeforeTriage, team, person) && theme.State switch
    {
        ThemeState.Accepted accepted => accepted.DecidedBy.Id == person,
        ThemeState.Resolved resolved => resolved.DecidedBy.Id == person,
        _ => false,
    };

    /// <summary>A second tap on the same button before the card has changed: the person has what they wanted.</summary>
    private static bool IsTappedTwice(Theme theme, ThemeCommand command, Actor actor) => theme.LastEvent.By.Id == actor.Id && (command, theme.LastEvent) switch
    {
        (ThemeCommand.Accept { Owner: null, Date: null, Group: null }, ThemeEvent.Accepted) or (ThemeCommand.Undo, ThemeEvent.Undone) or (ThemeCommand.Reopen { Reason: null }, ThemeEvent.Reopened) => true,
        _ => false,
    };
}
