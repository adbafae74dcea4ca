// Nothing but the precompiled headers of the tests of widgets: a library needs a source.
