using HuddleBot.Core.FrontlineTeams;
using HuddleBot.Core.Identity;
using Spectre.Console;

namespace HuddleBot.Commands;

/// <summary>What the teams file says beyond its teams, as a person looks at it. What it does not say is not shown.</summary>
internal static class CompanyTables
{
    public static void Write(Company company)
    {
        var console = TeamsTable.Open();
        Write(console, ["person", "works", "stand-in", "manager"], company.Staff.Select(member => new[]
        {
            member.Person.ToString(), member.Hours is { } hours ? Describe(hours) : "as their team", $"{member.StandIn}", $"{member.Manager}",
        }));
        Write(console, ["group", "name", "lead", "people", "channel"], company.Groups.Select(group => new[]
        {
            group.Id, group.Name, group.Lead.ToString(), Lines(group.People), $"{group.Channel}",
        }));
        if (company.Admins.Count > 0) console.WriteLine($"Admins: {string.Join(", ", company.Admins)}");
        if (company.CxLeads.Count > 0 || company.CxLeadChannel is not null)
            console.WriteLine($"CX leads: {(company.CxLeads.Count > 0 ? string.Join(", ", company.CxLeads) : "nobody")}; told {(company.CxLeadChannel is { } channel ? $"in {channel}" : "directly")}");
        if (company.Digest is { } digest) console.WriteLine($"Digest: {digest.Day} at {digest.At:HH':'mm} {digest.Zone.Id}, to CX leads{(digest.ToManagers ? " and managers" : "")}");
    }

    private static void Write(IAnsiConsole console, string[] columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns(columns);
        foreach (var row in rows) table.AddRow(row.Select(cell => new Text(cell)));
        if (table.Rows.Count > 0) console.Write(table);
    }

    private static string Describe(WorkingTime hours) =>
        $"{TeamsTable.WorkingDaysOf(hours.Calendar)}, {hours.From:HH':'mm}-{hours.To:HH':'mm} {hours.Zone.Id}";

    private static string Lines(IEnumerable<PersonId> people) => string.Join("\n", people);
}
