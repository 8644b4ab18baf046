namespace HuddleBot.Playground.Feed;

/// <summary>Something that people can see has changed.</summary>
/// <param name="Kind"><c>message</c>, <c>view</c>, <c>home</c> or <c>state</c>; also <c>call</c> and <c>delivery</c>, which only tests wait for.</param>
/// <param name="Channel">For messages: where.</param>
/// <param name="Only">The one person who sees it; null: everyone.</param>
public sealed record Change(string Kind, string? Channel = null, string? Only = null);
