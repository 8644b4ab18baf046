namespace HuddleBot.Playground.MicrosoftTeams.Tenant;

/// <summary>Sunny Hotels in Microsoft Teams: the same people as in Slack, and Olga, who is in no team. The ids stand in the teams file of the first try.</summary>
internal static class SampleCompany
{
    public const string General = "19:5a77e1d1000000000000000000000001@thread.tacv2";
    public const string FrontDesk = "19:5a77e1d1000000000000000000000002@thread.tacv2";
    public const string Restaurant = "19:5a77e1d1000000000000000000000003@thread.tacv2";
    public const string Managers = "19:5a77e1d1000000000000000000000009@thread.tacv2";

    public static void MoveIn(TeamsTenant tenant)
    {
        string[] members = [Join(tenant, 1, "Tom Baker"), Join(tenant, 2, "Ana Silva"), Join(tenant, 3, "Carol White"), Join(tenant, 4, "Ben Okoro"), Join(tenant, 5, "Mia Fischer", "Europe/Berlin")];
        Join(tenant, 6, "Olga Novak");
        tenant.Put(new Team(General, "5a77e1d1-0000-4000-9000-000000000001", "Sunny Hotels", members));
        foreach (var (id, name) in (ReadOnlySpan<(string, string)>)[(General, "General"), (FrontDesk, "Front desk"), (Restaurant, "Restaurant"), (Managers, "Managers")])
            tenant.Put(new Channel(id, General, name));
    }

    private static string Join(TeamsTenant tenant, int number, string name, string timeZone = "Europe/London")
    {
        var id = $"5a77e1d1-0000-4000-8000-{number:D12}";
        tenant.Put(new Person(id, tenant.Ids.MriOf(id), name.Split(' ')[0].ToLowerInvariant(), name, timeZone));
        return id;
    }
}
