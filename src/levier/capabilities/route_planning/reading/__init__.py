"""The company's tables read as typed visits, vehicles and places."""
