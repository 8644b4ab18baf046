namespace HuddleBot.Playground.Control;

/// <summary><c>…/faults</c>: what goes wrong in what the bot calls.</summary>
internal static class FaultsApi
{
    public static void Map(IEndpointRouteBuilder api, FaultSwitch faults)
    {
        api.MapGet("/faults", () => ControlJson.Of(faults.All));
        api.MapPost("/faults", async (HttpRequest request) =>
        {
            faults.Add(await request.ReadFromJsonAsync<Fault>(ControlJson.Options) ?? throw new InvalidOperationException("a fault is a JSON object"));
            return ControlJson.Of(new { ok = true });
        });
        api.MapDelete("/faults", () =>
        {
            faults.Clear();
            return ControlJson.Of(new { ok = true });
        });
    }
}
