namespace HuddleBot.Playground.MicrosoftTeams.Control;

/// <summary>Teams, channels, members and the app: what the page's menus do.</summary>
internal static class PlacesApi
{
    public static void Map(IEndpointRouteBuilder api, TeamsPlayground playground)
    {
        api.MapPost("/install", (InstallRequest request) => DoAsync(() => request.Personal ? playground.InstallPersonalAsync(request.User) : playground.InstallAsync(Must(request.Team, "team"), request.Channel, request.User)));
        api.MapPost("/uninstall", (InstallRequest request) => DoAsync(() => request.Personal ? playground.UninstallPersonalAsync(request.User) : playground.UninstallAsync(Must(request.Team, "team"), request.User)));
        api.MapPost("/block", (BlockRequest request) => DoAsync(() =>
        {
            playground.Block(request.User, request.Blocked);
            return Task.CompletedTask;
        }));
        api.MapPost("/channels/create", async (ChannelRequest request) =>
            ControlJson.Of(new { ok = true, (await playground.CreateChannelAsync(Must(request.Team, "team"), Must(request.Name, "name"), request.User)).Id }));
        api.MapPost("/channels/rename", (ChannelRequest request) => DoAsync(() => playground.RenameChannelAsync(Must(request.Channel, "channel"), Must(request.Name, "name"), request.User)));
        api.MapPost("/channels/delete", (ChannelRequest request) => DoAsync(() => playground.DeleteChannelAsync(Must(request.Channel, "channel"), request.User)));
        api.MapPost("/channels/restore", (ChannelRequest request) => DoAsync(() => playground.RestoreChannelAsync(Must(request.Channel, "channel"), request.User)));
        api.MapPost("/team/rename", (TeamRequest request) => DoAsync(() => playground.RenameTeamAsync(request.Team, Must(request.Name, "name"), request.User)));
        api.MapPost("/team/archive", (TeamRequest request) => DoAsync(() => playground.ArchiveTeamAsync(request.Team, archived: true, request.User)));
        api.MapPost("/team/unarchive", (TeamRequest request) => DoAsync(() => playground.ArchiveTeamAsync(request.Team, archived: false, request.User)));
        api.MapPost("/team/delete", (TeamRequest request) => DoAsync(() => playground.DeleteTeamAsync(request.Team, request.User)));
        api.MapPost("/members/add", (TeamRequest request) => DoAsync(() => playground.AddMemberAsync(request.Team, Must(request.Member, "member"), request.User)));
        api.MapPost("/members/remove", (TeamRequest request) => DoAsync(() => playground.RemoveMemberAsync(request.Team, Must(request.Member, "member"), request.User)));
    }

    private static async Task<IResult> DoAsync(Func<Task> act)
    {
        await act();
        return ControlJson.Of(new { ok = true });
    }

    private static string Must(string? value, string name) => string.IsNullOrEmpty(value) ? throw new InvalidOperationException($"{name} is missing") : value;
}
