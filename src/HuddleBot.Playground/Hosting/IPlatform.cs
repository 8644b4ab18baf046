namespace HuddleBot.Playground.Hosting;

/// <summary>A chat platform that lives on a web server of this machine.</summary>
internal interface IPlatform
{
    /// <param name="stopping">Ends what would hold up the server's end.</param>
    void Map(WebApplication web, CancellationToken stopping);

    /// <param name="address">Such as <c>http://127.0.0.1:3979</c>.</param>
    void ListensAt(string address);
}
