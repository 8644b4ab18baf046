using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;

namespace HuddleBot.FrontlineTeams;

/// <summary>People who are reminded by the teams file and of whom it does not say when they work: they are written to at somebody else's hours, wherever they sit.</summary>
internal static class PeopleWithoutHours
{
    private const int Named = 10;

    /// <summary>Null: of everybody the file says it.</summary>
    public static string? NoteOn(Company company)
    {
        var without = company.Staff.SelectMany(member => (PersonId?[])[member.StandIn, member.Manager]).OfType<PersonId>().Concat(company.CxLeads)
            .Distinct().Where(person => company.Find(person)?.Hours is null).ToList();
        if (without.Count == 0) return null;
        var names = string.Join(", ", without.Take(Named)) + (without.Count > Named ? $" and {without.Count - Named} more" : "");
        return $"nothing says when these people work, so that they are written to at the hours of whom they stand in for or manage, else of the team: {names}";
    }
}
