using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using HuddleBot.Core.Triage;

namespace HuddleBot.Core.Themes;

/// <summary>Whose turn it is on a theme that waits, and by when: as of an escalation, among the people of one of the teams that raised it. Pure.</summary>
/// <param name="Team">As long as nobody has taken it on, the first of them that has a manager; then that of the owner, where they manage one of them.</param>
public sealed record ThemeTurn(FrontlineTeam Team, EscalationTurn Turn)
{
    /// <summary>Null: none of its teams is in the teams file any more.</summary>
    public static ThemeTurn? Of(OpenTheme theme, TeamsSnapshot teams) => Of(theme.Teams, theme.Since, teams, theme switch
    {
        { By: { } day, Owner: { } owner } => new Turn.Owner(day, owner),
        { AnswerBy: { } by } => new Turn.Managers(by),
        _ => null,
    });

    /// <inheritdoc cref="Of(OpenTheme, TeamsSnapshot)"/>
    /// <returns>Null also where nobody has to do anything about it.</returns>
    public static ThemeTurn? Of(Theme theme, TeamsSnapshot teams) => Of(theme.Teams, theme.Since, teams, theme switch
    {
        { IsOpen: false } => null,
        { State: ThemeState.Accepted accepted } => new Turn.Owner(accepted.By, accepted.Owner.Id),
        { State: ThemeState.Open open } => new Turn.Managers(open.AnswerBy),
        _ => null,
    });

    private static ThemeTurn? Of(IEnumerable<TeamId> raisedBy, NodaTime.Instant since, TeamsSnapshot teams, Turn? turn)
    {
        var concerned = raisedBy.Select(teams.Find).OfType<FrontlineTeam>().ToList();
        if (turn is null || concerned.Count == 0) return null;
        var team = concerned.Find(one => turn is Turn.Owner { Person: var owner } ? one.Managers.Contains(owner) : one.Managers.Count > 0);
        return new(team ?? concerned[0], new(turn, null, since));
    }
}
